//! What a barrier decides when a vehicle stands in front of it, and what passing it changes.

use rusqlite::OptionalExtension as _;

use super::bill::{Due, settle_free};
use super::lane::{Lane, Scan, Waiting, open};
use super::visit::Visit;
use super::{World, area_list, space};
use crate::store::next_id;

/// What the gate decided: the state, error code and text of the /auth answers (5.7).
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) state: i64,
    pub(crate) err_code: Option<&'static str>,
    pub(crate) message: String,
    /// Plate or licence, once known.
    pub(crate) license: Option<String>,
    pub(crate) auth_type: Option<i64>,
    /// What is to be paid, in state 4.
    pub(crate) due: Option<(Visit, Due)>,
}

/// Who wants to come in.
pub(crate) struct Visitor<'a> {
    /// `None` for a vehicle without a readable plate, which gets a licence.
    pub(crate) plate: Option<&'a str>,
    pub(crate) user: Option<&'a str>,
    pub(crate) car_type: i64,
}

struct Admission {
    auth_type: i64,
    passport: Option<i64>,
    booking: Option<i64>,
    cause: &'static str,
    message: &'static str,
}

impl Verdict {
    pub(crate) fn new(state: i64, err_code: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { state, err_code, message: message.into(), license: None, auth_type: None, due: None }
    }

    /// Whether the barrier went up.
    pub(crate) fn opened(&self) -> bool {
        self.state == 0
    }
}

/// A vehicle wants in. An operator's `force` overrides every refusal (认证类型 4, 异常放行).
pub(crate) fn enter(world: &World<'_>, lane: &Lane, visitor: &Visitor<'_>, force: bool) -> rusqlite::Result<Verdict> {
    let admission = match admit(world, lane, visitor)? {
        Ok(admission) => admission,
        // A second record of the same vehicle would make its bill ambiguous, so not even an operator gets one.
        Err(refused) if !force || refused.err_code == Some("AlreadyInside") => {
            return hold(world, lane, visitor, refused);
        }
        Err(_) => {
            Admission {
                auth_type: 4, passport: None, booking: None, cause: "operator", message: "人工放行，请入场"
            }
        }
    };
    if !force && let Some(verdict) = barrier(lane) {
        return hold(world, lane, visitor, verdict);
    }
    let license = match visitor.plate {
        Some(plate) => plate.to_owned(),
        None => format!("QB{:08}", next_id(world.tx, "license")?),
    };
    let cause = if visitor.plate.is_none() && admission.cause == "temporary" { "unlicensed" } else { admission.cause };
    world.run(
        "INSERT INTO visits (park_id, plate, user_id, car_type, auth_type, passport_id, booking_id, area_id, enter_lane, enter_time)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            world.park, &license, visitor.user, visitor.car_type, admission.auth_type, admission.passport, admission.booking, lane.area,
            lane.id, world.now,
        ),
    )?;
    let visit = world.tx.last_insert_rowid();
    record(world, lane, visit, &license, 1, admission.auth_type, visitor.car_type)?;
    if let Some(booking) = admission.booking {
        world.run("UPDATE bookings SET state = 5 WHERE booking_id = ?1", [booking])?;
    }
    open(world, lane, Some(&license), cause)?;
    Waiting::clear(world, lane.id)?;
    if let Some(user) = visitor.user {
        Scan::forget_elsewhere(world, lane.id, user)?;
        Scan { state: 0, message: admission.message.to_owned(), license: Some(license.clone()) }
            .save(world, lane.id, user)?;
    }
    let mut verdict = Verdict::new(0, Some("Success"), admission.message);
    verdict.license = Some(license);
    verdict.auth_type = Some(admission.auth_type);
    Ok(verdict)
}

/// The vehicle at an exit wants out. An operator's `force` lifts the barrier whatever is owed.
pub(crate) fn leave(world: &World<'_>, lane: &Lane, mut waiting: Waiting, force: bool) -> rusqlite::Result<Verdict> {
    let Some(visit) = identify(world, &waiting)? else {
        if force {
            open(world, lane, waiting.plate.as_deref(), "operator")?;
            Waiting::clear(world, lane.id)?;
            return Ok(Verdict::new(0, Some("Success"), "人工放行"));
        }
        return keep(world, lane, waiting, Verdict::new(3, Some("NoEnterRecord"), "没有入场记录，等待匹配"));
    };
    waiting.visit = Some(visit.id);
    let due = Due::of(world, &visit)?;
    if !force {
        let mut verdict = if locked(world, &visit.plate)? {
            Verdict::new(1, Some("Locked"), "车辆已锁，禁止出场")
        } else if due.money > 0 {
            Verdict::new(4, Some("Success"), "请支付停车费")
        } else if let Some(verdict) = barrier(lane) {
            verdict
        } else {
            return let_out(world, lane, &waiting, &visit, &due, false);
        };
        verdict.license = Some(visit.plate.clone());
        verdict.due = (verdict.state == 4).then_some((visit, due));
        return keep(world, lane, waiting, verdict);
    }
    let_out(world, lane, &waiting, &visit, &due, true)
}

/// The vehicle that waits at an exit for its bill, once that is paid.
pub(crate) fn leave_if_waiting(world: &World<'_>, visit: &Visit) -> Result<(), super::Refusal> {
    let lane = world.row("SELECT lane_id FROM waiting WHERE visit_id = ?1", [visit.id], |row| row.get(0))?;
    if let Some(lane) = lane
        && let Some(waiting) = Waiting::at(world, lane)?
    {
        leave(world, &Lane::get(world, lane)?, waiting, false)?;
    }
    Ok(())
}

/// Writes a pass record.
pub(crate) fn record(
    world: &World<'_>,
    lane: &Lane,
    visit: i64,
    plate: &str,
    direction: i64,
    auth_type: i64,
    car_type: i64,
) -> rusqlite::Result<()> {
    world.run(
        "INSERT INTO car_records (park_id, plate, time, lane_id, area_id, direction, auth_type, car_type, visit_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (world.park, plate, world.now, lane.id, lane.area, direction, auth_type, car_type, visit),
    )?;
    Ok(())
}

fn let_out(
    world: &World<'_>,
    lane: &Lane,
    waiting: &Waiting,
    visit: &Visit,
    due: &Due,
    force: bool,
) -> rusqlite::Result<Verdict> {
    let owed = force && due.money > 0;
    let (auth_type, cause) = match (owed, Visit::is_long(visit.auth_type)) {
        (true, _) => (4, "operator"),
        (false, true) => (visit.auth_type, "passport"),
        // Paid before it came to the barrier: 6, 预交费.
        (false, false) if visit.payed > 0 && waiting.state != 4 => (6, "paid"),
        (false, false) if visit.payed > 0 => (visit.auth_type, "paid"),
        (false, false) => (visit.auth_type, "free"),
    };
    if !owed {
        settle_free(world, visit, due)?;
    }
    record(world, lane, visit.id, &visit.plate, 2, auth_type, visit.car_type)?;
    world.run(
        "UPDATE visits SET inside = 0, exit_lane = ?1, exit_time = ?2 WHERE visit_id = ?3",
        (lane.id, world.now, visit.id),
    )?;
    world.run("UPDATE bills SET state = 'void' WHERE visit_id = ?1 AND state = 'open'", [visit.id])?;
    open(world, lane, Some(&visit.plate), cause)?;
    Waiting::clear(world, lane.id)?;
    let owner: Option<String> =
        world.tx.query_row("SELECT user_id FROM visits WHERE visit_id = ?1", [visit.id], |row| row.get(0))?;
    for user in owner.iter().chain(&waiting.user) {
        Scan::forget_elsewhere(world, lane.id, user)?;
    }
    let message = if cause == "paid" { "支付成功，请出场" } else { "请出场" };
    if let Some(user) = &waiting.user {
        Scan { state: 0, message: message.to_owned(), license: Some(visit.plate.clone()) }
            .save(world, lane.id, user)?;
    }
    let mut verdict = Verdict::new(0, Some("Success"), message);
    verdict.license = Some(visit.plate.clone());
    verdict.auth_type = Some(auth_type);
    Ok(verdict)
}

/// Which stay the vehicle at an exit belongs to: what an operator matched, its plate, or who scanned for it.
fn identify(world: &World<'_>, waiting: &Waiting) -> rusqlite::Result<Option<Visit>> {
    if let Some(id) = waiting.visit
        && let Some(visit) = Visit::get(world, id)?
    {
        return Ok(Some(visit));
    }
    match (&waiting.plate, &waiting.user) {
        (Some(plate), _) => Visit::inside(world, plate),
        (None, Some(user)) => Visit::of_user(world, user),
        (None, None) => Ok(None),
    }
}

/// Whether and as what a vehicle may come in: blacklist, passport, booking, then free spaces.
fn admit(world: &World<'_>, lane: &Lane, visitor: &Visitor<'_>) -> rusqlite::Result<Result<Admission, Verdict>> {
    let inside = match (visitor.plate, visitor.user) {
        (Some(plate), _) => Visit::inside(world, plate)?,
        (None, Some(user)) => Visit::of_user(world, user)?,
        (None, None) => None,
    };
    if inside.is_some() {
        return Ok(Err(Verdict::new(1, Some("AlreadyInside"), "车辆已在场内")));
    }
    if let Some(plate) = visitor.plate
        && blacklisted(world, plate, lane.area)?
    {
        return Ok(Err(Verdict::new(1, Some("Blacklist"), "黑名单车辆，禁止入场")));
    }
    // A vehicle of a passport whose spaces are all taken comes in as a temporary one: 7.
    let mut auth_type = 2;
    if let Some(plate) = visitor.plate
        && let Some((passport, main, spaces)) = passport(world, plate, lane.area)?
    {
        let sql = "SELECT count(*) FROM visits WHERE passport_id = ?1 AND inside = 1";
        let taken: i64 = world.tx.query_row(sql, [passport], |row| row.get(0))?;
        if taken < spaces {
            let auth_type = if main { 1 } else { 8 };
            return Ok(Ok(Admission {
                auth_type,
                passport: Some(passport),
                booking: None,
                cause: "passport",
                message: "长租车，请入场",
            }));
        }
        auth_type = 7;
    }
    let full = space::free(world, lane.area)?.tmp_free() == 0;
    if let Some((booking, merchant)) = booking(world, visitor, lane.area)?
        // 5.9.1: a booking without a merchant does not depend on free spaces.
        && (merchant == 0 || !full)
    {
        return Ok(Ok(Admission {
            auth_type: 3,
            passport: None,
            booking: Some(booking),
            cause: "booking",
            message: "预约车，请入场",
        }));
    }
    if full {
        return Ok(Err(Verdict::new(1, Some("NoFreeSpace"), "车位已满")));
    }
    Ok(Ok(Admission { auth_type, passport: None, booking: None, cause: "temporary", message: "临时车，请入场" }))
}

fn blacklisted(world: &World<'_>, plate: &str, area: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT areas FROM blacklist WHERE park_id = ?1 AND plate = ?2 AND start_time <= ?3 AND (end_time IS NULL OR end_time >= ?3)";
    let lists = world.rows(sql, (world.park, plate, world.now), |row| row.get(0))?;
    Ok(lists.into_iter().any(|areas| area_list(areas).contains(&area)))
}

/// The valid passport of a plate in an area: its id, whether this is its main plate, and its number of spaces.
fn passport(world: &World<'_>, plate: &str, area: i64) -> rusqlite::Result<Option<(i64, bool, i64)>> {
    let sql = "SELECT passport_id, coalesce(plate, '') = ?2, max(coalesce(spacenum, 1), 1), park_areas FROM passports
        WHERE park_id = ?1 AND type = 1 AND park_start <= ?3 AND park_end >= ?3
          AND passport_id IN (SELECT passport_id FROM passport_keys WHERE park_id = ?1 AND kind = 'plate' AND value = ?2)";
    let found = world.row(sql, (world.park, plate, world.today()), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, area_list(row.get(3)?)))
    })?;
    Ok(found.filter(|(.., areas)| areas.contains(&area)).map(|(id, main, spaces, _)| (id, main, spaces)))
}

/// The booking that covers a visitor now: its id and merchant.
fn booking(world: &World<'_>, visitor: &Visitor<'_>, area: i64) -> rusqlite::Result<Option<(i64, i64)>> {
    let sql = "SELECT booking_id, mch_id FROM bookings
        WHERE park_id = ?1 AND area_id = ?2 AND state = 1 AND start_time <= ?3 AND end_time >= ?3 AND (plate = ?4 OR user_id = ?5)
        ORDER BY booking_id";
    world.row(sql, (world.park, area, world.now, visitor.plate, visitor.user), |row| Ok((row.get(0)?, row.get(1)?)))
}

fn locked(world: &World<'_>, plate: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM passports JOIN passport_keys USING (passport_id)
        WHERE passport_keys.park_id = ?1 AND kind = 'plate' AND value = ?2 AND locked = 1";
    world.tx.query_row(sql, (world.park, plate), |_| Ok(())).optional().map(|found| found.is_some())
}

fn barrier(lane: &Lane) -> Option<Verdict> {
    match lane.barrier.as_str() {
        "stuck" => Some(Verdict::new(6, Some("GateFailed"), "开闸失败，等待开闸")),
        "confirm" => Some(Verdict::new(2, Some("Success"), "等待确认")),
        _ => None,
    }
}

/// A vehicle that may not come in (yet) stays in front of the barrier.
fn hold(world: &World<'_>, lane: &Lane, visitor: &Visitor<'_>, verdict: Verdict) -> rusqlite::Result<Verdict> {
    let mut waiting = Waiting::seen(visitor.plate, visitor.car_type);
    waiting.user = visitor.user.map(str::to_owned);
    keep(world, lane, waiting, verdict)
}

fn keep(world: &World<'_>, lane: &Lane, mut waiting: Waiting, verdict: Verdict) -> rusqlite::Result<Verdict> {
    waiting.state = verdict.state;
    waiting.message.clone_from(&verdict.message);
    waiting.save(world, lane.id)?;
    if let Some(user) = &waiting.user {
        Scan { state: verdict.state, message: verdict.message.clone(), license: verdict.license.clone() }
            .save(world, lane.id, user)?;
    }
    Ok(verdict)
}
