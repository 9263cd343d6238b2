using System;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark
{
    /// <summary>What became of a write.</summary>
    public enum Outcome
    {
        /// <summary>What the platform tells does not decide it: a person has to look.</summary>
        CannotTell = 0,

        /// <summary>The platform is in the state that the write wanted.</summary>
        Done = 1,

        /// <summary>It is not: the write can be sent again.</summary>
        NotDone = 2,
    }

    /// <summary>What became of a write, and why that is known.</summary>
    public sealed class Verdict
    {
        private readonly string json;

        private Verdict(string json)
        {
            this.json = json;
            Json read = Json.Parse(json);
            Outcome = GateStatus.Named<Outcome>(read.Text("outcome"));
            Reason = read.Text("reason");
            Id = read.IdOrNull("id");
        }

        /// <summary>What became of it.</summary>
        public Outcome Outcome { get; }

        /// <summary>Why that is known, for people.</summary>
        public string Reason { get; }

        /// <summary>Id of the record that the write made, where it makes one and it was found.</summary>
        public long? Id { get; }

        /// <summary>The verdict as JSON.</summary>
        public override string ToString()
        {
            return json;
        }

        /// <summary>Copies a verdict of the native library, which is freed.</summary>
        internal static Verdict Take(IntPtr verdict)
        {
            return new Verdict(Native.Take(verdict, Native.wlp_verdict_json, Native.wlp_verdict_free));
        }
    }

    /// <summary>A bill whose payment was reported with <c>Pay.PayTmpRentBill</c>, and the answer lost.</summary>
    public sealed class PaidBill : Request
    {
        /// <summary>Plate or licence. Required.</summary>
        public string PlateNumber { get; set; }

        /// <summary>The user that the bill was made for. Required.</summary>
        public string UserId { get; set; }

        /// <summary>Payment number of the bill.</summary>
        public long? TradeNo { get; set; }

        /// <summary>What had been paid before.</summary>
        public decimal? Payed { get; set; }

        /// <summary>What was to be paid.</summary>
        public decimal? Money { get; set; }

        /// <summary>When the bill was made, on the platform's clock: the end of its charged period.</summary>
        public DateTimeOffset? MadeAt { get; set; }

        /// <summary>From the answer to <c>Pay.QueryTmpRentBill</c> for this plate and user.</summary>
        public static PaidBill Of(TmpRentBill bill, string plateNumber, string userId)
        {
            return new PaidBill
            {
                PlateNumber = bill.PlateNumber ?? plateNumber,
                UserId = userId,
                TradeNo = bill.TradeNo,
                Payed = bill.Payed,
                Money = bill.Money,
                MadeAt = bill.EndTime,
            };
        }

        /// <summary>From the bill of a gate flow, its licence and its user.</summary>
        public static PaidBill Of(GateBill bill, string license, string userId)
        {
            return new PaidBill
            {
                PlateNumber = license,
                UserId = userId,
                TradeNo = bill.TradeNo,
                Payed = bill.Payed,
                Money = bill.Money,
                MadeAt = bill.EndTime,
            };
        }

        internal override void Write(JsonWriter writer)
        {
            writer.Text("plateNumber", PlateNumber);
            writer.Text("userId", UserId);
            writer.Id("tradeNo", TradeNo);
            writer.Money("payed", Payed);
            writer.Money("money", Money);
            writer.Time("madeAt", MadeAt);
        }
    }

    /// <summary>
    /// Questions about writes whose answer was lost (<see cref="WelinkParkException.Sent"/> is unknown). Ask after the lost call's
    /// time is surely over: a request that still travels is not done yet. Every question only reads.
    /// </summary>
    public sealed class ReconcileApi
    {
        private readonly Client client;

        internal ReconcileApi(Client client)
        {
            this.client = client;
        }

        /// <summary>
        /// A question by name (<c>blacklist_added</c>), with the write's request as a JSON object, and beside its fields
        /// <c>since</c> for <c>coupon_issued</c>, <c>license</c> and <c>since</c> for <c>vehicle_let_in</c>.
        /// </summary>
        public Verdict Check(string write, string request)
        {
            IntPtr verdict, error;
            Client.Check(Native.wlp_reconcile(client.Handle, Native.Utf8(write), Native.Utf8(request), out verdict, out error), error);
            return Verdict.Take(verdict);
        }

        /// <inheritdoc cref="Check"/>
        public Task<Verdict> CheckAsync(string write, string request, CancellationToken cancellationToken = default(CancellationToken))
        {
            byte[] name = Native.Utf8(write), json = Native.Utf8(request);
            return client.StartAsync(cancellationToken, Verdict.Take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_reconcile_async(client.Handle, name, json, Call.Callback, context, out call, out error));
        }

        /// <summary><c>Passport.Add</c>: by plate, else by card, else by name and phone. An equal passport from before counts as done.</summary>
        public Verdict PassportAdded(PassportAddRequest request)
        {
            return Check("passport_added", request.ToJson());
        }

        /// <inheritdoc cref="PassportAdded"/>
        public Task<Verdict> PassportAddedAsync(PassportAddRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("passport_added", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Passport.Update</c>: every field that the request gave has its value.</summary>
        public Verdict PassportUpdated(PassportUpdateRequest request)
        {
            return Check("passport_updated", request.ToJson());
        }

        /// <inheritdoc cref="PassportUpdated"/>
        public Task<Verdict> PassportUpdatedAsync(PassportUpdateRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("passport_updated", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Passport.Delete</c>: there is no such passport any more.</summary>
        public Verdict PassportDeleted(PassportDeleteRequest request)
        {
            return Check("passport_deleted", request.ToJson());
        }

        /// <inheritdoc cref="PassportDeleted"/>
        public Task<Verdict> PassportDeletedAsync(PassportDeleteRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("passport_deleted", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Booking.CreateBooking</c>: by merchant, area, plate and time. Without a plate the platform does not tell whose booking it is.</summary>
        public Verdict BookingCreated(BookingCreateBookingRequest request)
        {
            return Check("booking_created", request.ToJson());
        }

        /// <inheritdoc cref="BookingCreated"/>
        public Task<Verdict> BookingCreatedAsync(BookingCreateBookingRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("booking_created", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Booking.CancelBooking</c>: by the booking's state.</summary>
        public Verdict BookingCancelled(BookingCancelBookingRequest request)
        {
            return Check("booking_cancelled", request.ToJson());
        }

        /// <inheritdoc cref="BookingCancelled"/>
        public Task<Verdict> BookingCancelledAsync(BookingCancelBookingRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("booking_cancelled", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Blacklist.Add</c>: an entry with the same plate, areas and times. An equal entry from before counts as done.</summary>
        public Verdict BlacklistAdded(BlacklistAddRequest request)
        {
            return Check("blacklist_added", request.ToJson());
        }

        /// <inheritdoc cref="BlacklistAdded"/>
        public Task<Verdict> BlacklistAddedAsync(BlacklistAddRequest request, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("blacklist_added", request.ToJson(), cancellationToken);
        }

        /// <summary><c>Coupon.Add</c>: a coupon of this rule for this plate, issued at <paramref name="since"/> or later on the platform's clock: when the lost call began.</summary>
        public Verdict CouponIssued(CouponAddRequest request, DateTimeOffset since)
        {
            return Check("coupon_issued", Since(request.Write, since));
        }

        /// <inheritdoc cref="CouponIssued"/>
        public Task<Verdict> CouponIssuedAsync(CouponAddRequest request, DateTimeOffset since, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("coupon_issued", Since(request.Write, since), cancellationToken);
        }

        /// <summary><c>Pay.PayTmpRentBill</c>: the fee record exists, or the bill is gone.</summary>
        public Verdict BillPaid(PaidBill bill)
        {
            return Check("bill_paid", bill.ToJson());
        }

        /// <inheritdoc cref="BillPaid"/>
        public Task<Verdict> BillPaidAsync(PaidBill bill, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("bill_paid", bill.ToJson(), cancellationToken);
        }

        /// <summary>A vehicle let in (<c>Auth.Enter</c>): by its licence or plate among the vehicles inside that came in through this lane at <paramref name="since"/> or later on the platform's clock; without one by the user's scan at the lane.</summary>
        public Verdict VehicleLetIn(long laneId, string userId, string license, DateTimeOffset since)
        {
            return Check("vehicle_let_in", LetIn(laneId, userId, license, since));
        }

        /// <inheritdoc cref="VehicleLetIn"/>
        public Task<Verdict> VehicleLetInAsync(long laneId, string userId, string license, DateTimeOffset since, CancellationToken cancellationToken = default(CancellationToken))
        {
            return CheckAsync("vehicle_let_in", LetIn(laneId, userId, license, since), cancellationToken);
        }

        private static string LetIn(long laneId, string userId, string license, DateTimeOffset since)
        {
            Action<JsonWriter> write = writer =>
            {
                writer.Id("laneId", laneId);
                writer.Text("userId", userId);
                writer.Text("license", license);
            };
            return Since(write, since);
        }

        private static string Since(Action<JsonWriter> write, DateTimeOffset since)
        {
            var writer = new JsonWriter(false);
            write(writer);
            writer.Time("since", since);
            return writer.Finish();
        }
    }
}
