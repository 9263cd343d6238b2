//! Bookings: created, cancelled.

use super::Verdict;
use super::question::{all, find};
use crate::api::{
    Booking, BookingCreateBookingRequest, BookingGetBookingRequest, BookingQueryBookingRequest, BookingState,
};
use crate::client::io::Io;
use crate::error::Result;

pub(super) async fn created<C: Io>(client: &C, request: &BookingCreateBookingRequest) -> Result<Verdict> {
    let plate = request.plate_number.as_deref().filter(|plate| !plate.is_empty());
    let mut query = BookingQueryBookingRequest::new();
    query.mch_id = request.mch_id;
    query.keyword = plate.map(str::to_owned);
    let is_it = |booking: &Booking| {
        Some(booking.area_id) == request.area_id
            && Some(booking.start_time) == request.start_time
            && Some(booking.end_time) == request.end_time
            && booking.plate_number.as_deref().filter(|plate| !plate.is_empty()) == plate
            && same(&booking.name, &request.name)
            && same(&booking.comment, &request.comment)
    };
    let found = all(client, query, is_it).await?;
    let Some(booking) = found.iter().find(|booking| booking.state != BookingState::Cancelled).or(found.first()) else {
        return Ok(Verdict::not_done("there is no such booking"));
    };
    let id = booking.booking_id;
    Ok(if plate.is_none() {
        Verdict::cannot_tell(format!("booking {id} is like it, but without a plate it may be another user's"))
    } else if booking.state == BookingState::Cancelled {
        Verdict::cannot_tell(format!(
            "booking {id} is like it, but cancelled: it is an older one, or was cancelled since"
        ))
    } else {
        Verdict::done(Some(id), format!("booking {id} is there"))
    })
}

pub(super) async fn cancelled<C: Io>(client: &C, mch_id: i64, booking_id: i64) -> Result<Verdict> {
    let request = BookingGetBookingRequest::new().mch_id(mch_id).booking_id(booking_id);
    Ok(match find(client, &request).await? {
        None => Verdict::cannot_tell(format!("there is no booking {booking_id}")),
        Some(booking) if booking.state == BookingState::Cancelled => {
            Verdict::done(Some(booking_id), "the booking is cancelled")
        }
        Some(booking) => Verdict::not_done(format!("the booking is in state {}", booking.state.value())),
    })
}

fn same(found: &Option<String>, wanted: &Option<String>) -> bool {
    wanted.as_deref().is_none_or(|wanted| found.as_deref().unwrap_or("") == wanted)
}
