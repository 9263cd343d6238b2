//! Gates: vehicles let in, entries of the blacklist.

use super::Verdict;
use super::question::{all, find, same_members};
use crate::ChinaTime;
use crate::api::{
    AuthQueryEventRequest, AuthState, BlacklistAddRequest, BlacklistEntry, BlacklistQueryRequest, OnParkingRecord,
    PassrecordQueryOnParkingRecordsRequest,
};
use crate::client::io::Io;
use crate::error::Result;

pub(super) async fn let_in<C: Io>(
    client: &C,
    lane_id: i64,
    user_id: &str,
    license: Option<&str>,
    since: ChinaTime,
) -> Result<Verdict> {
    if let Some(license) = license {
        let query = PassrecordQueryOnParkingRecordsRequest::new().keyword(license);
        let is_it = |record: &OnParkingRecord| record.plate_number == license;
        let inside = all(client, query, is_it).await?;
        return Ok(match inside.first() {
            Some(record) if record.time >= since && record.lane_id == lane_id => {
                Verdict::done(None, format!("{license} came in at {}", record.time))
            }
            Some(record) => Verdict::cannot_tell(format!(
                "{license} is inside since {} through {}: it came in another time, or another way",
                record.time, record.lane_name
            )),
            None => Verdict::not_done(format!("{license} is not inside")),
        });
    }
    let event = find(client, &AuthQueryEventRequest::new().lane_id(lane_id).user_id(user_id)).await?;
    let Some(event) = event else { return Ok(Verdict::cannot_tell("the platform knows no scan of this user here")) };
    let code = event.err_code.unwrap_or_default();
    Ok(match event.state {
        AuthState::Opened => Verdict::done(None, "the user's last scan at this lane opened the barrier"),
        AuthState::Refused => Verdict::not_done(format!("the user's last scan at this lane was refused {code}")),
        AuthState::Error | AuthState::Unknown(_) => Verdict::cannot_tell(format!(
            "the platform does not tell what became of the scan: state {} {code}",
            event.state.value()
        )),
        AuthState::AwaitingConfirmation
        | AuthState::AwaitingMatch
        | AuthState::AwaitingPayment
        | AuthState::BarrierFailed
        | AuthState::AwaitingCapture => {
            Verdict::not_done(format!("the user still waits at this lane: state {}", event.state.value()))
        }
    })
}

pub(super) async fn blacklisted<C: Io>(client: &C, request: &BlacklistAddRequest) -> Result<Verdict> {
    let mut query = BlacklistQueryRequest::new();
    query.keyword.clone_from(&request.plate_number);
    let areas = request.area_ids.clone().unwrap_or_default();
    let is_it = |entry: &BlacklistEntry| {
        Some(&entry.plate_number) == request.plate_number.as_ref()
            && same_members(&entry.area_ids, &areas)
            && Some(entry.start_date) == request.start_date
            && entry.end_date == request.end_date
            && request.reason.as_deref().is_none_or(|reason| entry.reason.as_deref().unwrap_or("") == reason)
    };
    let found = all(client, query, is_it).await?;
    Ok(match found.iter().map(|entry| entry.black_list_id).max() {
        Some(id) => Verdict::done(Some(id), format!("entry {id} is there")),
        None => Verdict::not_done("there is no such entry"),
    })
}
