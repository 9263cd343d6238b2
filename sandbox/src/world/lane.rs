//! Lanes, the vehicle in front of each, and what phone users scanned there.

use super::{Refusal, World};

/// A lane: entry, exit or door.
#[derive(Debug, Clone)]
pub(crate) struct Lane {
    pub(crate) id: i64,
    pub(crate) area: i64,
    /// 1 entry, 2 exit, 3 door.
    pub(crate) kind: i64,
    pub(crate) qr_code: Option<String>,
    /// `ok`, `stuck` or `confirm`.
    pub(crate) barrier: String,
}

impl Lane {
    /// The lane of this park, or 0009.
    pub(crate) fn get(world: &World<'_>, id: i64) -> Result<Self, Refusal> {
        let sql = "SELECT lane_id, area_id, type, qr_code, barrier FROM lanes WHERE lane_id = ?1 AND park_id = ?2";
        world
            .row(sql, (id, world.park), |row| {
                Ok(Self {
                    id: row.get(0)?,
                    area: row.get(1)?,
                    kind: row.get(2)?,
                    qr_code: row.get(3)?,
                    barrier: row.get(4)?,
                })
            })?
            .ok_or_else(|| Refusal::no_record(format!("没有该通道：{id}")))
    }
}

/// The vehicle in front of a lane's camera.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// `None` where the camera could not read it.
    pub(crate) plate: Option<String>,
    pub(crate) car_type: i64,
    /// The visit that it was matched with.
    pub(crate) visit: Option<i64>,
    /// Who scanned for it.
    pub(crate) user: Option<String>,
    /// As /auth would answer.
    pub(crate) state: i64,
    pub(crate) message: String,
}

impl Waiting {
    /// Who stands there, if anyone.
    pub(crate) fn at(world: &World<'_>, lane: i64) -> rusqlite::Result<Option<Self>> {
        world.row(
            "SELECT plate, car_type, visit_id, user_id, state, message FROM waiting WHERE lane_id = ?1",
            [lane],
            |row| {
                Ok(Self {
                    plate: row.get(0)?,
                    car_type: row.get(1)?,
                    visit: row.get(2)?,
                    user: row.get(3)?,
                    state: row.get(4)?,
                    message: row.get(5)?,
                })
            },
        )
    }

    /// A vehicle that the camera has just seen.
    pub(crate) fn seen(plate: Option<&str>, car_type: i64) -> Self {
        Self {
            plate: plate.map(str::to_owned),
            car_type,
            visit: None,
            user: None,
            state: 7,
            message: "等待扫码".to_owned(),
        }
    }

    /// Keeps it there.
    pub(crate) fn save(&self, world: &World<'_>, lane: i64) -> rusqlite::Result<()> {
        world.run(
            "INSERT INTO waiting (lane_id, park_id, plate, car_type, since, state, message, visit_id, user_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (lane_id) DO UPDATE SET plate = ?3, car_type = ?4, state = ?6, message = ?7, visit_id = ?8, user_id = ?9",
            (lane, world.park, &self.plate, self.car_type, world.now, self.state, &self.message, self.visit, &self.user),
        )?;
        Ok(())
    }

    /// It has driven on or away.
    pub(crate) fn clear(world: &World<'_>, lane: i64) -> rusqlite::Result<bool> {
        Ok(world.run("DELETE FROM waiting WHERE lane_id = ?1", [lane])? > 0)
    }
}

/// What a phone user scanned at a lane and what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Scan {
    pub(crate) state: i64,
    pub(crate) message: String,
    pub(crate) license: Option<String>,
}

impl Scan {
    /// The user's last scan at a lane.
    pub(crate) fn of(world: &World<'_>, lane: i64, user: &str) -> rusqlite::Result<Option<Self>> {
        world.row(
            "SELECT state, message, license FROM scans WHERE lane_id = ?1 AND user_id = ?2",
            (lane, user),
            |row| Ok(Self { state: row.get(0)?, message: row.get(1)?, license: row.get(2)? }),
        )
    }

    /// A user who has passed one lane is through with the others: an old scan there must not answer for the next visit.
    pub(crate) fn forget_elsewhere(world: &World<'_>, lane: i64, user: &str) -> rusqlite::Result<()> {
        world
            .run("DELETE FROM scans WHERE park_id = ?1 AND user_id = ?2 AND lane_id <> ?3", (world.park, user, lane))?;
        Ok(())
    }

    /// Remembers it for /auth/queryEvent.
    pub(crate) fn save(&self, world: &World<'_>, lane: i64, user: &str) -> rusqlite::Result<()> {
        world.run(
            "INSERT OR REPLACE INTO scans (lane_id, user_id, park_id, time, state, message, license) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (lane, user, world.park, world.now, self.state, &self.message, &self.license),
        )?;
        Ok(())
    }
}

/// Raises a barrier or door: writes the ledger.
pub(crate) fn open(world: &World<'_>, lane: &Lane, plate: Option<&str>, cause: &str) -> rusqlite::Result<()> {
    world.run(
        "INSERT INTO openings (park_id, lane_id, plate, time, cause) VALUES (?1, ?2, ?3, ?4, ?5)",
        (world.park, lane.id, plate, world.now, cause),
    )?;
    Ok(())
}
