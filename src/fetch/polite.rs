//! Good manners towards hosts, around any way to fetch.
//!
//! A host and port is a *lane*. Few requests are under way in a lane at once, archive pages are asked
//! for with a pause between them, and a host that asks to be left alone is. A request waits outside
//! without holding anything, so a host that stalls costs its own lane only.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::{Answer, Answering, Chosen, Fetch, Request, What, lock, status};
use crate::news::{Address, Fault, FaultKind};

/// How hosts are treated.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Requests under way at once to one host and port.
    pub lane: usize,
    /// Requests under way at once to all hosts; what the reader waits for passes it.
    pub total: usize,
    /// Between the starts of two requests to one host and port for archive pages, and for pages that are
    /// fetched ahead; what the reader waits for is not held back by it, nor are feeds.
    pub spacing: Duration,
    /// A request that takes longer stands aside: it goes on, and does not count among all hosts' any more,
    /// so that many hosts that stall do not hold up the others.
    pub slow: Duration,
    /// A host that asks to be left alone for longer than this is not waited for.
    pub patience: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            lane: 2,
            total: 24,
            spacing: Duration::from_secs(1),
            slow: Duration::from_secs(3),
            patience: Duration::from_secs(20),
        }
    }
}

type Lane = (String, u16);

/// A way to fetch that keeps good manners.
#[derive(Debug)]
pub struct Polite<F> {
    inner: F,
    queue: Mutex<Queue>,
}

impl<F: Fetch> Polite<F> {
    /// Puts manners around a way to fetch.
    pub fn new(inner: F, manners: Manners) -> Self {
        Self { inner, queue: Mutex::new(Queue::new(manners)) }
    }

    /// What is under the manners.
    pub fn inner(&self) -> &F {
        &self.inner
    }

    async fn wait_and_get(&self, request: Request) -> Result<Answer, Fault> {
        let (place, address) = (Place::new(&self.queue, &request), request.address.clone());
        loop {
            self.give_up_early(&address)?;
            match place.stand_in_line().await {
                Ok(Turn::ComeBack(at)) => {
                    tokio::time::sleep_until(at).await;
                    continue;
                }
                // The sender lives in the queue as long as the place stands in line.
                Ok(Turn::Go) | Err(_) => {}
            }
            // The host may have asked for a rest while this one waited.
            self.give_up_early(&address)?;
            match self.inner.resting_at(&address) {
                Some(rest) if !rest.is_zero() => {
                    place.leave();
                    tokio::time::sleep(rest).await;
                }
                _ => break,
            }
        }
        // The place gives itself back when this is done, or when nobody waits for it any more.
        let mut answer = self.inner.get(request);
        tokio::select! {
            answer = &mut answer => return answer,
            () = tokio::time::sleep(lock(&self.queue).manners.slow) => place.stand_aside(),
        }
        answer.await
    }

    fn give_up_early(&self, address: &Address) -> Result<(), Fault> {
        let patience = lock(&self.queue).manners.patience;
        let Some(rest) = self.inner.resting_at(address).filter(|rest| *rest > patience) else {
            return Ok(());
        };
        let sentence = format!("{} asked to be left alone for a while", address.host());
        Err(Fault::new(FaultKind::Resting, sentence).hint(status::wait_hint(Some(rest))))
    }
}

impl<F: Fetch> Fetch for Polite<F> {
    fn get(&self, request: Request) -> Answering<'_> {
        Box::pin(self.wait_and_get(request))
    }

    fn resting(&self, authority: &(String, u16)) -> Option<Duration> {
        self.inner.resting(authority)
    }

    fn resting_at(&self, address: &Address) -> Option<Duration> {
        self.inner.resting_at(address)
    }
}

/// What one who stands in line is told.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// To start; the place counts as taken.
    Go,
    /// To stand in line again then: nothing but the pause between archive pages is in the way.
    ComeBack(Instant),
}

/// Who waits and who is under way. Those in line are waiting for somebody to leave, never for a time.
#[derive(Debug)]
struct Queue {
    manners: Manners,
    next: u64,
    /// In the order of coming; those whom the reader waits for are looked at first.
    waiting: Vec<Waiting>,
    running: HashSet<u64>,
    /// Those under way that stand aside.
    aside: HashSet<u64>,
    lanes: HashMap<Lane, Traffic>,
}

/// How many times as many requests as count may be under way in all.
const MOST_ASIDE: usize = 8;

#[derive(Debug)]
struct Waiting {
    id: u64,
    lane: Lane,
    urgent: bool,
    archive: bool,
    turn: oneshot::Sender<Turn>,
}

/// What goes on in a lane.
#[derive(Debug, Default)]
struct Traffic {
    running: usize,
    /// When the next archive request may start.
    archive_at: Option<Instant>,
}

impl Queue {
    fn new(manners: Manners) -> Self {
        Self {
            manners,
            next: 0,
            waiting: Vec::new(),
            running: HashSet::new(),
            aside: HashSet::new(),
            lanes: HashMap::new(),
        }
    }

    /// Tells everybody in line whose turn it is.
    fn call(&mut self) {
        let now = Instant::now();
        for urgent in [true, false] {
            let mut index = 0;
            while let Some(one) = self.waiting.get(index) {
                let turn = if one.urgent == urgent { self.turn(one, now) } else { None };
                let Some(turn) = turn else {
                    index += 1;
                    continue;
                };
                let one = self.waiting.remove(index);
                if let Turn::Go = turn {
                    self.run(&one, now);
                }
                // Whoever is gone gives the place back when it is dropped.
                let _ = one.turn.send(turn);
            }
        }
    }

    fn turn(&self, one: &Waiting, now: Instant) -> Option<Turn> {
        let total = self.manners.total.max(1);
        let counted = self.running.len() - self.aside.len();
        if !one.urgent && (counted >= total || self.running.len() >= total * MOST_ASIDE) {
            return None;
        }
        let Some(traffic) = self.lanes.get(&one.lane) else { return Some(Turn::Go) };
        if traffic.running >= self.manners.lane.max(1) {
            return None;
        }
        let pause = traffic.archive_at.filter(|at| one.archive && !one.urgent && *at > now);
        Some(pause.map_or(Turn::Go, Turn::ComeBack))
    }

    fn run(&mut self, one: &Waiting, now: Instant) {
        self.running.insert(one.id);
        let traffic = self.lanes.entry(one.lane.clone()).or_default();
        traffic.running += 1;
        if one.archive {
            traffic.archive_at = Some(now + self.manners.spacing);
        }
    }

    fn leave(&mut self, id: u64, lane: &Lane) {
        self.waiting.retain(|one| one.id != id);
        self.aside.remove(&id);
        if self.running.remove(&id)
            && let Some(traffic) = self.lanes.get_mut(lane)
        {
            traffic.running -= 1;
        }
        self.call();
        // A lane is forgotten when there is nothing to remember about it.
        let now = Instant::now();
        self.lanes.retain(|_, traffic| traffic.running > 0 || traffic.archive_at.is_some_and(|at| at > now));
    }
}

/// A request's place: in line, under way, or outside for a while.
struct Place<'a> {
    queue: &'a Mutex<Queue>,
    id: u64,
    lane: Lane,
    urgent: bool,
    archive: bool,
}

impl<'a> Place<'a> {
    fn new(queue: &'a Mutex<Queue>, request: &Request) -> Self {
        let mut locked = lock(queue);
        locked.next += 1;
        let id = locked.next;
        let ahead = request.what == What::Page && request.chosen == Chosen::Content && !request.urgent;
        let archive = request.what == What::Archive || ahead;
        Self { queue, id, lane: request.address.authority(), urgent: request.urgent, archive }
    }

    /// Stands in line; who came first stays first also when coming back.
    fn stand_in_line(&self) -> oneshot::Receiver<Turn> {
        let (turn, receiver) = oneshot::channel();
        let (urgent, archive) = (self.urgent, self.archive);
        let one = Waiting { id: self.id, lane: self.lane.clone(), urgent, archive, turn };
        let mut queue = lock(self.queue);
        let at = queue.waiting.partition_point(|other| other.id < self.id);
        queue.waiting.insert(at, one);
        queue.call();
        receiver
    }

    fn leave(&self) {
        lock(self.queue).leave(self.id, &self.lane);
    }

    fn stand_aside(&self) {
        let mut queue = lock(self.queue);
        queue.aside.insert(self.id);
        queue.call();
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.leave();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    use super::*;
    use crate::fetch::{Chosen, Validators};

    /// Answers after a while, a host that stalls never; notes when each request arrived.
    #[derive(Default)]
    struct Slow {
        arrived: Mutex<Vec<(String, Instant)>>,
        rest_secs: AtomicU64,
        stalls: AtomicBool,
    }

    impl Slow {
        fn arrived(&self) -> Vec<String> {
            self.arrived.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
        }
    }

    impl Fetch for Slow {
        fn get(&self, request: Request) -> Answering<'_> {
            let path = format!("{}{}", request.address.host(), request.address.url().path());
            self.arrived.lock().unwrap().push((path, Instant::now()));
            let stalls =
                self.stalls.load(Ordering::SeqCst) && request.address.host().ends_with("stall.example");
            Box::pin(async move {
                tokio::time::sleep(Duration::from_millis(if stalls { 20_000 } else { 100 })).await;
                Ok(Answer {
                    address: request.address,
                    moved: None,
                    content_type: None,
                    validators: Validators::default(),
                    fresh_for: None,
                    body: Some(Vec::new()),
                    cut: false,
                    place: crate::fetch::Place::default(),
                })
            })
        }

        fn resting(&self, authority: &Lane) -> Option<Duration> {
            let secs = self.rest_secs.load(Ordering::SeqCst);
            (secs > 0 && authority.0 == "a.example").then(|| Duration::from_secs(secs))
        }
    }

    fn request(address: &str, what: What) -> Request {
        Request::new(Address::parse(address).unwrap(), Chosen::Configured, what)
    }

    fn polite() -> Arc<Polite<Slow>> {
        Arc::new(Polite::new(Slow::default(), Manners::default()))
    }

    fn spawn(polite: &Arc<Polite<Slow>>, request: Request) -> tokio::task::JoinHandle<Result<Answer, Fault>> {
        let polite = Arc::clone(polite);
        tokio::spawn(async move { polite.get(request).await })
    }

    async fn settle() {
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn two_at_once_in_a_lane_and_the_reader_goes_first() {
        let polite = polite();
        for n in 0..5 {
            spawn(&polite, request(&format!("https://a.example/{n}"), What::Page));
        }
        settle().await;
        assert_eq!(polite.inner.arrived(), ["a.example/0", "a.example/1"]);
        let mut urgent = request("https://a.example/now", What::Page);
        urgent.urgent = true;
        spawn(&polite, urgent).await.unwrap().unwrap();
        assert_eq!(polite.inner.arrived()[2], "a.example/now");
        // Another port is another lane.
        spawn(&polite, request("https://a.example:8443/x", What::Page)).await.unwrap().unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn archive_pages_come_a_second_apart_and_pages_between_them() {
        let polite = polite();
        let start = Instant::now();
        let days: Vec<_> = (0..4)
            .map(|n| spawn(&polite, request(&format!("https://a.example/day{n}"), What::Archive)))
            .collect();
        settle().await;
        spawn(&polite, request("https://a.example/page", What::Page)).await.unwrap().unwrap();
        assert!(start.elapsed() < Duration::from_millis(300));
        let mut urgent = request("https://a.example/asked", What::Archive);
        urgent.urgent = true;
        spawn(&polite, urgent).await.unwrap().unwrap();
        assert!(start.elapsed() < Duration::from_millis(500));
        for day in days {
            day.await.unwrap().unwrap();
        }
        let arrived = polite.inner.arrived.lock().unwrap();
        let mut at: Vec<_> = arrived.iter().filter(|(path, _)| path.contains("day")).collect();
        at.sort_by_key(|(_, at)| *at);
        assert!(at.windows(2).all(|two| two[1].1 - two[0].1 >= Duration::from_secs(1)));
        assert_eq!(at.len(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stalled_host_costs_its_own_lane_only() {
        let polite = polite();
        polite.inner.stalls.store(true, Ordering::SeqCst);
        for n in 0..40 {
            spawn(&polite, request(&format!("https://stall.example/{n}"), What::Page));
        }
        settle().await;
        assert_eq!(polite.inner.arrived().len(), 2);
        let start = Instant::now();
        spawn(&polite, request("https://b.example/", What::Page)).await.unwrap().unwrap();
        assert!(start.elapsed() < Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn pages_that_are_fetched_ahead_come_a_second_apart() {
        let polite = polite();
        let start = Instant::now();
        let mut ahead = request("https://a.example/next", What::Page);
        ahead.chosen = Chosen::Content;
        polite.get(ahead.clone()).await.unwrap();
        polite.get(ahead).await.unwrap();
        assert!(start.elapsed() >= Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_hundred_hosts_that_stall_hold_up_the_others_for_seconds_only() {
        let polite = polite();
        polite.inner.stalls.store(true, Ordering::SeqCst);
        for n in 0..100 {
            spawn(&polite, request(&format!("https://h{n}.stall.example/"), What::Feed));
        }
        settle().await;
        let start = Instant::now();
        spawn(&polite, request("https://b.example/", What::Feed)).await.unwrap().unwrap();
        assert!(start.elapsed() < Duration::from_secs(16), "{:?}", start.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn all_hosts_together_have_a_limit_that_the_reader_passes() {
        let polite = polite();
        let many: Vec<_> =
            (0..40).map(|n| spawn(&polite, request(&format!("https://h{n}.example/"), What::Feed))).collect();
        settle().await;
        assert_eq!(polite.inner.arrived().len(), 24);
        let mut urgent = request("https://now.example/", What::Page);
        urgent.urgent = true;
        spawn(&polite, urgent);
        settle().await;
        assert_eq!(polite.inner.arrived().len(), 25);
        for one in many {
            one.await.unwrap().unwrap();
        }
        let queue = lock(&polite.queue);
        assert!(queue.waiting.is_empty() && queue.running.is_empty() && queue.lanes.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_nobody_waits_for_gives_its_place_back() {
        let polite = polite();
        polite.inner.stalls.store(true, Ordering::SeqCst);
        let first: Vec<_> = (0..4)
            .map(|n| spawn(&polite, request(&format!("https://stall.example/{n}"), What::Page)))
            .collect();
        settle().await;
        first[0].abort();
        first[2].abort();
        settle().await;
        let arrived = polite.inner.arrived();
        assert_eq!(arrived, ["stall.example/0", "stall.example/1", "stall.example/3"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_asks_for_a_rest_gets_it() {
        let polite = polite();
        polite.inner.rest_secs.store(300, Ordering::SeqCst);
        let fault = polite.get(request("https://a.example/", What::Page)).await.unwrap_err();
        assert_eq!(fault.to_string(), "a.example asked to be left alone for a while: try again in 5 minutes");
        polite.inner.rest_secs.store(5, Ordering::SeqCst);
        let start = Instant::now();
        let waits = spawn(&polite, request("https://a.example/", What::Page));
        spawn(&polite, request("https://b.example/", What::Page)).await.unwrap().unwrap();
        polite.inner.rest_secs.store(0, Ordering::SeqCst);
        waits.await.unwrap().unwrap();
        assert!(start.elapsed() >= Duration::from_secs(5));
    }
}
