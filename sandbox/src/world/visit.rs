//! Stays of vehicles: who is inside since when.

use rusqlite::Row;

use super::World;

/// One stay.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) id: i64,
    /// Plate, or the `QB…` licence of a vehicle without one.
    pub(crate) plate: String,
    pub(crate) car_type: i64,
    pub(crate) auth_type: i64,
    pub(crate) passport: Option<i64>,
    pub(crate) area: i64,
    pub(crate) enter_lane: i64,
    pub(crate) enter_time: i64,
    /// Fen paid so far.
    pub(crate) payed: i64,
    /// A paid car may leave until then.
    pub(crate) leave_until: Option<i64>,
}

const COLUMNS: &str = "visit_id, plate, car_type, auth_type, passport_id, area_id, enter_lane, enter_time, payed, leave_until FROM visits";

impl Visit {
    /// By its number, while it lasts.
    pub(crate) fn get(world: &World<'_>, id: i64) -> rusqlite::Result<Option<Self>> {
        world.row(&format!("SELECT {COLUMNS} WHERE visit_id = ?1 AND inside = 1"), [id], Self::read)
    }

    /// The vehicle with exactly this plate, if it is inside.
    pub(crate) fn inside(world: &World<'_>, plate: &str) -> rusqlite::Result<Option<Self>> {
        world.row(
            &format!("SELECT {COLUMNS} WHERE park_id = ?1 AND plate = ?2 AND inside = 1"),
            (world.park, plate),
            Self::read,
        )
    }

    /// The vehicle that a phone user came in with.
    pub(crate) fn of_user(world: &World<'_>, user: &str) -> rusqlite::Result<Option<Self>> {
        let sql = format!("SELECT {COLUMNS} WHERE park_id = ?1 AND user_id = ?2 AND inside = 1 ORDER BY visit_id DESC");
        world.row(&sql, (world.park, user), Self::read)
    }

    /// The vehicle inside that a camera may have meant: same plate but for characters that look alike (5.8.2 模糊匹配).
    pub(crate) fn look_alike(world: &World<'_>, plate: &str) -> rusqlite::Result<Option<Self>> {
        let sql = format!("SELECT {COLUMNS} WHERE park_id = ?1 AND inside = 1 AND length(plate) = length(?2)");
        let mut found: Vec<Self> = world.rows(&sql, (world.park, plate), Self::read)?;
        found.retain(|visit| visit.plate.chars().map(shape).eq(plate.chars().map(shape)));
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Which passports' vehicles fill the long-rent spaces.
    pub(crate) fn is_long(auth_type: i64) -> bool {
        matches!(auth_type, 1 | 8 | 10)
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            plate: row.get(1)?,
            car_type: row.get(2)?,
            auth_type: row.get(3)?,
            passport: row.get(4)?,
            area: row.get(5)?,
            enter_lane: row.get(6)?,
            enter_time: row.get(7)?,
            payed: row.get(8)?,
            leave_until: row.get(9)?,
        })
    }
}

/// Characters that cameras confuse share a shape.
fn shape(character: char) -> char {
    match character {
        'O' | 'D' | 'Q' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        other => other,
    }
}
