"""welinkpark in Python, blocking; many calls at a time are made by as many threads."""

from harness import APP_ID, PARK_ID, SECRET_KEY, Case
from welinkpark import Client

case = Case()
client = Client(
    app_id=APP_ID,
    secret_key=SECRET_KEY,
    park_id=PARK_ID,
    base_url=case.base_url,
    encrypt=case.encrypt,
    max_response=1 << 30,
)


def cars() -> None:
    """Looks at every record, as a program would."""
    records = client.passrecord.query_car_records(
        start_time="2017-08-01 00:00:00", end_time="2017-08-31 23:59:59", length=1000
    )
    case.check(sum(record.plate_number.startswith("粤B") for record in records))


def areas() -> None:
    """The same for areas."""
    case.check(sum(area.area_name.startswith("地面") for area in client.info.areas()))


case.serve(cars if case.cars else areas)
