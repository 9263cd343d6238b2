//! 5.7 通道认证接口: what a phone user's scan at a lane does.

use serde_json::{Map, Value, json};

use super::lane::{Lane, Scan, Waiting};
use super::visit::Visit;
use super::{Outcome, Refusal, Reply, World, bill, gate};
use crate::input::Input;

/// 5.7.1
pub(super) fn enter(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, user) = scanned(world, input)?;
    if lane.kind != 1 {
        return Ok(answer(&gate::Verdict::new(5, Some("LaneType"), "该通道不是入口")));
    }
    let waiting = Waiting::at(world, lane.id)?;
    // A user whose vehicle is in must not get a second one in by scanning again, nor claim a stranger's.
    if waiting.as_ref().is_none_or(|waiting| waiting.plate.is_none())
        && let Some(visit) = Visit::of_user(world, &user)?
    {
        let mut verdict = gate::Verdict::new(1, Some("AlreadyInside"), "车辆已在场内");
        verdict.license = Some(visit.plate);
        return Ok(answer(&verdict));
    }
    let Some(waiting) = waiting else {
        return wait_for_capture(world, &lane, &user);
    };
    if let Some(busy) = claimed(&waiting, &user) {
        return Ok(answer(&busy));
    }
    let visitor = gate::Visitor { plate: waiting.plate.as_deref(), user: Some(&user), car_type: waiting.car_type };
    Ok(answer(&gate::enter(world, &lane, &visitor, false)?))
}

/// 5.7.2
pub(super) fn exit(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, user) = scanned(world, input)?;
    if lane.kind != 2 {
        return Ok(answer(&gate::Verdict::new(5, Some("LaneType"), "该通道不是出口")));
    }
    match Waiting::at(world, lane.id)? {
        Some(waiting) => leave(world, &lane, waiting, &user),
        None => wait_for_capture(world, &lane, &user),
    }
}

/// 5.7.3: after an operator has matched the record.
pub(super) fn refresh(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, user) = scanned(world, input)?;
    if lane.kind == 2
        && let Some(waiting) = Waiting::at(world, lane.id)?
    {
        return leave(world, &lane, waiting, &user);
    }
    event(world, input)
}

/// 5.7.4: whether the camera has captured the vehicle that a user waits for.
pub(super) fn event(world: &World<'_>, input: &Input) -> Outcome {
    let (lane, user) = scanned(world, input)?;
    let Some(scan) = Scan::of(world, lane.id, &user)? else {
        return Ok(answer(&gate::Verdict::new(5, Some("NoScan"), "没有扫码记录")));
    };
    let mut verdict = gate::Verdict::new(scan.state, (scan.state == 0).then_some("Success"), scan.message);
    if scan.state == 7
        && let Some(waiting) = Waiting::at(world, lane.id)?
        && claimed(&waiting, &user).is_none()
    {
        verdict = gate::Verdict::new(7, Some("ReAuth"), "抓拍完成，请重新认证");
    }
    Ok(answer(&verdict))
}

fn scanned(world: &World<'_>, input: &Input) -> Result<(Lane, String), Refusal> {
    Ok((Lane::get(world, input.need_int("laneId")?)?, input.need_text("userId")?.to_owned()))
}

fn wait_for_capture(world: &World<'_>, lane: &Lane, user: &str) -> Outcome {
    let verdict = gate::Verdict::new(7, None, "等待抓拍");
    Scan { state: 7, message: verdict.message.clone(), license: None }.save(world, lane.id, user)?;
    Ok(answer(&verdict))
}

fn leave(world: &World<'_>, lane: &Lane, mut waiting: Waiting, user: &str) -> Outcome {
    if let Some(busy) = claimed(&waiting, user) {
        return Ok(answer(&busy));
    }
    waiting.user = Some(user.to_owned());
    let verdict = gate::leave(world, lane, waiting, false)?;
    let mut fields = fields(&verdict);
    if let Some((visit, due)) = &verdict.due {
        fields.extend(bill::issue(world, visit, due, user, Some(lane.id))?);
    }
    Ok(Reply::Json(Value::Object(fields)))
}

/// A vehicle without a plate belongs to whoever scanned for it, once the gate has recognised that user.
fn claimed(waiting: &Waiting, user: &str) -> Option<gate::Verdict> {
    let other = waiting.plate.is_none()
        && matches!(waiting.state, 2 | 4 | 6)
        && waiting.user.as_deref().is_some_and(|other| other != user);
    other.then(|| gate::Verdict::new(5, Some("LaneBusy"), "该通道正由其他用户认证"))
}

fn answer(verdict: &gate::Verdict) -> Reply {
    Reply::Json(Value::Object(fields(verdict)))
}

fn fields(verdict: &gate::Verdict) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("state".to_owned(), json!(verdict.state));
    fields.insert("message".to_owned(), json!(verdict.message));
    if let Some(code) = verdict.err_code {
        fields.insert("errCode".to_owned(), json!(code));
    }
    if let Some(license) = &verdict.license {
        fields.insert("license".to_owned(), json!(license));
    }
    fields
}
