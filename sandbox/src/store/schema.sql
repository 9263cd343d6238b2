-- Instants are Unix seconds, dates are yyyy-MM-dd, amounts are fen, area lists are JSON arrays.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ids (kind TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE parks (park_id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE apps (app_id TEXT PRIMARY KEY, secret_key TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE app_parks (app_id TEXT NOT NULL, park_id TEXT NOT NULL, PRIMARY KEY (app_id, park_id)) WITHOUT ROWID;
-- An endpoint `*` stands for all of them.
CREATE TABLE app_endpoints (app_id TEXT NOT NULL, endpoint TEXT NOT NULL, PRIMARY KEY (app_id, endpoint)) WITHOUT ROWID;

CREATE TABLE areas (
  area_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,
  tmp_space INTEGER NOT NULL, long_space INTEGER NOT NULL
);
-- barrier: ok, stuck (a gate that does not lift) or confirm (an operator has to agree first).
CREATE TABLE lanes (
  lane_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, area_id INTEGER NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL,
  qr_url TEXT, qr_code TEXT, barrier TEXT NOT NULL DEFAULT 'ok'
);
CREATE TABLE mgr_types (park_id TEXT NOT NULL, type INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (park_id, type)) WITHOUT ROWID;
CREATE TABLE car_types (park_id TEXT NOT NULL, type INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (park_id, type)) WITHOUT ROWID;
CREATE TABLE rent_rules (
  park_id TEXT NOT NULL, mgr_type INTEGER NOT NULL, car_type INTEGER NOT NULL,
  m1 INTEGER NOT NULL, m2 INTEGER, m3 INTEGER, m4 INTEGER, m5 INTEGER, m6 INTEGER, m12 INTEGER,
  discontinuous INTEGER NOT NULL, PRIMARY KEY (park_id, mgr_type, car_type)
) WITHOUT ROWID;

CREATE TABLE passports (
  passport_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, type INTEGER NOT NULL,
  name TEXT NOT NULL, address TEXT, mobile TEXT NOT NULL, mgr_type INTEGER, car_type INTEGER,
  plate TEXT, spacenum INTEGER, share_plates TEXT, cards TEXT, inviteable INTEGER NOT NULL, invitation_code TEXT,
  park_areas TEXT, park_start TEXT, park_end TEXT, ac_areas TEXT, ac_start TEXT, ac_end TEXT,
  locked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX passports_by_plate ON passports (park_id, plate);
-- Every plate and card of a passport, so that a lookup needs no text search.
CREATE TABLE passport_keys (
  passport_id INTEGER NOT NULL REFERENCES passports ON DELETE CASCADE, park_id TEXT NOT NULL,
  kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (park_id, kind, value, passport_id)
) WITHOUT ROWID;
CREATE TABLE invitation_codes (code TEXT PRIMARY KEY, park_id TEXT NOT NULL, issued INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE visits (
  visit_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT NOT NULL, user_id TEXT,
  car_type INTEGER NOT NULL, auth_type INTEGER NOT NULL, passport_id INTEGER, booking_id INTEGER,
  area_id INTEGER NOT NULL, enter_lane INTEGER NOT NULL, enter_time INTEGER NOT NULL,
  inside INTEGER NOT NULL DEFAULT 1, exit_lane INTEGER, exit_time INTEGER,
  payed INTEGER NOT NULL DEFAULT 0, leave_until INTEGER
);
CREATE UNIQUE INDEX visits_inside ON visits (park_id, plate) WHERE inside = 1;
CREATE INDEX visits_by_user ON visits (park_id, user_id) WHERE inside = 1;
CREATE TABLE car_records (
  record_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT NOT NULL, time INTEGER NOT NULL,
  lane_id INTEGER NOT NULL, area_id INTEGER NOT NULL, direction INTEGER NOT NULL, auth_type INTEGER NOT NULL,
  car_type INTEGER NOT NULL, visit_id INTEGER NOT NULL
);
CREATE INDEX car_records_by_time ON car_records (park_id, time);
CREATE TABLE ac_records (
  record_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, card TEXT NOT NULL, time INTEGER NOT NULL,
  lane_id INTEGER NOT NULL, area_id INTEGER NOT NULL, auth_type INTEGER NOT NULL
);

-- The one vehicle that stands in front of a lane's camera; plate is NULL where it could not be read.
-- state is what /auth would answer about it; visit_id is the record it was matched with.
CREATE TABLE waiting (
  lane_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT, car_type INTEGER NOT NULL, since INTEGER NOT NULL,
  state INTEGER NOT NULL, message TEXT NOT NULL, visit_id INTEGER, user_id TEXT
);
-- What a phone user has scanned at a lane, and what came of it.
CREATE TABLE scans (
  lane_id INTEGER NOT NULL, user_id TEXT NOT NULL, park_id TEXT NOT NULL, time INTEGER NOT NULL,
  state INTEGER NOT NULL, message TEXT NOT NULL, license TEXT, PRIMARY KEY (lane_id, user_id)
) WITHOUT ROWID;
-- Ledger: every time that a barrier or door went up, and why.
CREATE TABLE openings (
  opening_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, lane_id INTEGER NOT NULL, plate TEXT, time INTEGER NOT NULL, cause TEXT NOT NULL
);
-- Ledger: every payment that was taken.
CREATE TABLE payments (
  payment_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, kind TEXT NOT NULL, trade_no INTEGER NOT NULL UNIQUE,
  plate TEXT NOT NULL, amount INTEGER NOT NULL, time INTEGER NOT NULL
);

-- state: open, paid or void (another bill for the same thing was paid).
CREATE TABLE bills (
  trade_no INTEGER PRIMARY KEY, park_id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  token TEXT NOT NULL UNIQUE, expires INTEGER NOT NULL, plate TEXT NOT NULL, user_id TEXT, lane_id INTEGER,
  visit_id INTEGER, passport_id INTEGER, start_date TEXT, end_date TEXT,
  payable INTEGER NOT NULL, discount INTEGER NOT NULL, payed INTEGER NOT NULL, money INTEGER NOT NULL,
  start_time INTEGER, end_time INTEGER, minutes INTEGER, coupons TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX bills_by_visit ON bills (visit_id) WHERE state = 'open';
CREATE TABLE tmp_fees (
  trade_no INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT NOT NULL, start_time INTEGER NOT NULL, end_time INTEGER NOT NULL,
  minutes INTEGER NOT NULL, area_id INTEGER NOT NULL, lane_id INTEGER NOT NULL, car_type INTEGER NOT NULL,
  parking_fee INTEGER NOT NULL, discount INTEGER NOT NULL, payed INTEGER NOT NULL, real INTEGER NOT NULL,
  channel INTEGER NOT NULL, time INTEGER NOT NULL, operator TEXT NOT NULL, visit_id INTEGER NOT NULL
);
CREATE TABLE long_fees (
  trade_no INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT NOT NULL, start_date TEXT NOT NULL, end_date TEXT NOT NULL,
  spacenum INTEGER NOT NULL, mgr_type INTEGER NOT NULL, car_type INTEGER NOT NULL, parking_fee INTEGER NOT NULL,
  discount INTEGER NOT NULL, real INTEGER NOT NULL, channel INTEGER NOT NULL, time INTEGER NOT NULL, operator TEXT NOT NULL
);

CREATE TABLE merchants (mch_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE coupon_rules (
  rule_id INTEGER NOT NULL, mch_id INTEGER NOT NULL, name TEXT NOT NULL, type INTEGER NOT NULL, value INTEGER NOT NULL,
  daily INTEGER NOT NULL, monthly INTEGER NOT NULL, yearly INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (mch_id, rule_id)
) WITHOUT ROWID;
-- type 0-3 as in coupon_rules; 4 is a berth's free window (from, until). until also limits type 3.
CREATE TABLE coupons (
  coupon_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, mch_id INTEGER, rule_id INTEGER, name TEXT NOT NULL,
  type INTEGER NOT NULL, value INTEGER NOT NULL, once INTEGER NOT NULL, valid_from INTEGER, valid_until INTEGER,
  plate TEXT NOT NULL, created INTEGER NOT NULL, visit_id INTEGER, berth TEXT
);
CREATE INDEX coupons_by_plate ON coupons (park_id, plate);

CREATE TABLE bookings (
  booking_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, mch_id INTEGER NOT NULL, area_id INTEGER NOT NULL, plate TEXT, user_id TEXT,
  start_time INTEGER NOT NULL, end_time INTEGER NOT NULL, name TEXT NOT NULL, comment TEXT NOT NULL, state INTEGER NOT NULL
);
CREATE TABLE blacklist (
  entry_id INTEGER PRIMARY KEY, park_id TEXT NOT NULL, plate TEXT NOT NULL, areas TEXT NOT NULL,
  start_time INTEGER NOT NULL, end_time INTEGER, reason TEXT
);
CREATE TABLE berths (
  berth TEXT NOT NULL, park_id TEXT NOT NULL, area_id INTEGER NOT NULL, occupied INTEGER NOT NULL DEFAULT 0,
  plate TEXT, since INTEGER, PRIMARY KEY (park_id, berth)
) WITHOUT ROWID;
