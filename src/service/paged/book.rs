//! The pages of a feed by number, however they are turned.

use crate::extract;
use crate::extract::feed::Feed;
use crate::fetch::What;
use crate::news::{Address, Day, Fault, FaultKind, Item, Month};
use crate::service::dated::Asking;
use crate::service::reading;

/// Pages that are fetched to find a day.
const MOST_REQUESTS: usize = 24;

/// What a page of the feed holds.
pub(super) struct Page {
    items: Vec<(Day, Item)>,
}

impl Page {
    /// Its newest and its oldest day.
    pub fn ends(&self) -> Option<(Day, Day)> {
        let days = || self.items.iter().map(|(day, _)| *day);
        Some((days().max()?, days().min()?))
    }

    /// Its stories of a day.
    pub fn of_day(self, day: Day) -> Vec<Item> {
        self.items.into_iter().filter(|(of, _)| *of == day).map(|(_, item)| item).collect()
    }
}

/// How the page with a number is found.
enum Turning {
    /// The feed names none: `?paged=2`, as WordPress and many others count.
    Paged,
    /// The feed names its second page; what the third is tells how they are counted.
    Second(Address),
    /// The addresses of the pages differ in one number: that of the second page and what each adds to it.
    Numbered { before: String, after: String, width: usize, second: i64, step: i64 },
    /// A page is a month; the second page and its month.
    Months(Address, Month),
    /// Only each page's own link leads on: the pages from the second.
    Linked(Vec<Address>),
}

/// A feed and its pages.
pub(super) struct Book<'a> {
    asking: &'a Asking<'a>,
    url: &'a Address,
    turning: Turning,
    oldest: Option<Address>,
    left: usize,
}

impl<'a> Book<'a> {
    /// The feed at an address, before anything was asked.
    pub fn new(asking: &'a Asking<'a>, url: &'a Address) -> Self {
        Self { asking, url, turning: Turning::Paged, oldest: None, left: MOST_REQUESTS }
    }

    /// The host of the feed.
    pub fn host(&self) -> &str {
        self.url.host()
    }

    /// A page by its number, from 1; `None` where there is none, or none with dated stories.
    pub async fn page(&mut self, number: u32) -> Result<Option<Page>, Fault> {
        if number == 1 {
            let Some(feed) = self.feed(&self.url.clone(), true).await? else { return Ok(None) };
            if let (Turning::Paged, Some(second)) = (&self.turning, feed.older.clone()) {
                self.turning = Turning::Second(second);
            }
            self.oldest.clone_from(&feed.oldest);
            return Ok(self.dated(feed));
        }
        if let Turning::Second(second) = &self.turning {
            let second = second.clone();
            let Some(feed) = self.feed(&second, false).await? else {
                self.turning = Turning::Linked(Vec::new());
                return Ok(None);
            };
            self.turning = Turning::between(second, feed.older.clone());
            self.check().await?;
            if number == 2 {
                return Ok(self.dated(feed));
            }
        }
        let Some((address, is_own)) = self.address(number)? else { return Ok(None) };
        let Some(feed) = self.feed(&address, is_own).await? else { return Ok(None) };
        if let Turning::Linked(pages) = &mut self.turning
            && pages.len() + 1 == number as usize
            && let Some(next) = feed.older.clone().filter(|next| !pages.contains(next))
        {
            pages.push(next);
        }
        Ok(self.dated(feed))
    }

    /// Two addresses may differ in a number by chance (`?before=` and a moment): the third page has to lead
    /// to where the count says, else each page's own link is followed.
    async fn check(&mut self) -> Result<(), Fault> {
        let Turning::Numbered { .. } = &self.turning else { return Ok(()) };
        let pages: Vec<Address> = [2, 3]
            .into_iter()
            .filter_map(|page| self.address(page).ok()?.map(|(address, _)| address))
            .collect();
        let Some(third) = pages.last().cloned() else { return Ok(()) };
        let next = self.feed(&third, false).await?.and_then(|feed| feed.older);
        let counted = self.address(4)?.map(|(address, _)| address);
        if next.is_some() && next != counted {
            self.turning = Turning::Linked(pages.into_iter().chain(next).collect());
        }
        Ok(())
    }

    /// The number of the page to try after one that is too new.
    pub fn farther(&self, number: u32, day: Day) -> u32 {
        match &self.turning {
            Turning::Paged | Turning::Numbered { .. } => number.saturating_mul(2),
            Turning::Second(_) | Turning::Linked(_) => number + 1,
            Turning::Months(_, second) => {
                let back = second.since(day.month());
                u32::try_from(back + 2).unwrap_or(0).max(number + 1)
            }
        }
    }

    /// The oldest day of the page that the feed says is its last.
    pub async fn oldest_day(&mut self) -> Option<Day> {
        let address = self.oldest.take()?;
        let feed = self.feed(&address, false).await.ok()??;
        Some(self.dated(feed)?.ends()?.1)
    }

    /// Where a page beyond the first is, and whether it is made from what stands in the sources file.
    fn address(&self, number: u32) -> Result<Option<(Address, bool)>, Fault> {
        let beyond = i64::from(number) - 2;
        match &self.turning {
            Turning::Paged | Turning::Second(_) => {
                let mut address = self.url.url().clone();
                address.query_pairs_mut().append_pair("paged", &number.to_string());
                let address = Address::parse(address.as_str()).map_err(|error| {
                    Fault::new(FaultKind::Config, format!("{} has no page {number}: {error}", self.url))
                })?;
                Ok(Some((address, true)))
            }
            Turning::Numbered { before, after, width, second, step } => {
                let wanted = step.checked_mul(beyond).and_then(|more| second.checked_add(more));
                let Some(wanted) = wanted.filter(|wanted| *wanted >= 0) else { return Ok(None) };
                let made = format!("{before}{wanted:0width$}{after}", width = *width);
                Ok(Address::parse(&made).ok().map(|address| (address, false)))
            }
            Turning::Months(second, month) => {
                let wanted = month.plus(i32::try_from(-beyond).unwrap_or(i32::MIN / 2));
                Ok(extract::with_month(second, wanted).map(|address| (address, false)))
            }
            Turning::Linked(pages) => {
                let at = number as usize - 2;
                Ok(pages.get(at).map(|address| (address.clone(), false)))
            }
        }
    }

    async fn feed(&mut self, address: &Address, is_own: bool) -> Result<Option<Feed>, Fault> {
        if self.left == 0 {
            let sentence = format!("{} lies too far back in the feed of {}", self.asking.day, self.host());
            return Err(Fault::new(FaultKind::Content, sentence).hint("its sitemap may reach farther"));
        }
        self.left -= 1;
        let door = self.asking.door;
        let asked = if is_own {
            door.own(address, What::Archive).await
        } else {
            door.named(address, What::Archive).await
        };
        let (answer, body) = match asked {
            Ok(answered) => answered,
            Err(fault) if fault.kind.is_missing() => return Ok(None),
            Err(fault) => return Err(fault),
        };
        reading::feed(door.desk(), body, &answer).await.map(Some)
    }

    fn dated(&self, feed: Feed) -> Option<Page> {
        let items = feed.items.into_iter().filter_map(|item| Some((self.asking.day_of(&item)?, item)));
        let items: Vec<(Day, Item)> = items.collect();
        (!items.is_empty()).then_some(Page { items })
    }
}

impl Turning {
    /// What the second page and the one it leads to tell of all others.
    fn between(second: Address, third: Option<Address>) -> Self {
        let Some(third) = third.filter(|third| *third != second) else {
            return Self::Linked(vec![second]);
        };
        let months = (extract::months_in(&second), extract::months_in(&third));
        if let ([month], [before]) = (months.0.as_slice(), months.1.as_slice())
            && month.plus(-1) == *before
            && extract::with_month(&second, *before).as_ref() == Some(&third)
        {
            return Self::Months(second, *month);
        }
        numbered(second.as_str(), third.as_str()).unwrap_or_else(|| Self::Linked(vec![second, third]))
    }
}

/// Two addresses that differ in one number only.
fn numbered(second: &str, third: &str) -> Option<Turning> {
    let common = second.bytes().zip(third.bytes()).take_while(|(a, b)| a == b).count();
    // The number may begin with digits that are the same in both.
    let digits = second[..common].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = common - digits;
    let of = |text: &str| -> Option<(i64, usize, String)> {
        let rest = text.get(start..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Some((rest[..end].parse().ok()?, end, rest[end..].to_owned()))
    };
    let ((first, width, after), (next, other_width, other_after)) = (of(second)?, of(third)?);
    // What has as many digits as the other and begins with a zero is filled up with zeros.
    let is_padded =
        width == other_width && (second[start..].starts_with('0') || third[start..].starts_with('0'));
    let sound = after == other_after && first != next;
    sound.then(|| Turning::Numbered {
        before: second[..start].to_owned(),
        after,
        width: if is_padded { width } else { 1 },
        second: first,
        step: next - first,
    })
}
