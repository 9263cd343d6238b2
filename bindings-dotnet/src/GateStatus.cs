using System;

namespace WelinkPark
{
    /// <summary>Which kind of lane the user stands at.</summary>
    public enum GateKind
    {
        /// <summary>An entry.</summary>
        Enter = 0,

        /// <summary>An exit.</summary>
        Exit = 1,

        /// <summary>A door.</summary>
        Access = 2,
    }

    /// <summary>What a gate flow is at.</summary>
    public enum GatePhase
    {
        /// <summary>Nothing has been sent yet.</summary>
        Ready,

        /// <summary>The flow waits for the camera, the operator or the barrier; <see cref="GateStatus.State"/> says for what.</summary>
        Waiting,

        /// <summary>Collect <see cref="GateStatus.Bill"/>, report the payment and call <see cref="GateFlow.Paid"/>.</summary>
        Payment,

        /// <summary>The barrier or door has been opened.</summary>
        Opened,

        /// <summary>The platform refused; code and message say why.</summary>
        Refused,

        /// <summary>The time is over; what the platform has begun goes on.</summary>
        TimedOut,

        /// <summary>It was cancelled; what the platform has begun goes on.</summary>
        Cancelled,

        /// <summary>The answer to a call that may open the barrier was lost, and the platform cannot tell what became of it.</summary>
        Unknown,
    }

    /// <summary>All that is known about a gate flow at one moment. It is immutable.</summary>
    public sealed class GateStatus
    {
        private readonly Json json;

        private GateStatus(Json json)
        {
            this.json = json;
            Kind = Named<GateKind>(json.Text("kind"));
            Phase = Named<GatePhase>(json.Text("phase"));
            Sent = Named<Sent>(json.Text("sent"));
            State = (AuthState?)json.IntOrNull("state");
            Bill = json.Object("bill", bill => new GateBill(bill));
        }

        /// <summary>Which kind of lane it is about.</summary>
        public GateKind Kind { get; }

        /// <summary>What the flow is at.</summary>
        public GatePhase Phase { get; }

        /// <summary>The platform's last state, as it came; null before the first answer.</summary>
        public AuthState? State { get; }

        /// <summary>Business code of the last answer, such as <c>ReAuth</c>.</summary>
        public string ErrCode
        {
            get { return json.Text("err_code"); }
        }

        /// <summary>Text of the last answer, for people.</summary>
        public string Message
        {
            get { return json.Text("message"); }
        }

        /// <summary>Licence or plate, once known.</summary>
        public string License
        {
            get { return json.Text("license"); }
        }

        /// <summary>What is to be paid, in phase <see cref="GatePhase.Payment"/>; else null.</summary>
        public GateBill Bill { get; }

        /// <summary>Whether the last call that may open the barrier has reached the platform.</summary>
        public Sent Sent { get; }

        /// <summary>Endpoint whose answer this is: after a lost answer <c>auth.query_event</c> speaks for it.</summary>
        public string AnsweredBy
        {
            get { return json.Text("answered_by"); }
        }

        /// <summary>The last failure that the flow has outlived, for people.</summary>
        public string Failure
        {
            get { return json.Text("failure"); }
        }

        /// <summary>The status as canonical JSON.</summary>
        public override string ToString()
        {
            return json.Raw;
        }

        /// <summary>Copies a status of the native library, which is freed.</summary>
        internal static GateStatus Take(IntPtr status)
        {
            return new GateStatus(Json.Parse(Native.Take(status, Native.wlp_gate_status_json, Native.wlp_gate_status_free)));
        }

        /// <summary>Copies a status that stays the native library's.</summary>
        internal static GateStatus Read(IntPtr status)
        {
            return new GateStatus(Json.Parse(Native.Text(Native.wlp_gate_status_json(status))));
        }

        /// <summary>The member of an enumeration that the library calls <c>timed-out</c>.</summary>
        internal static T Named<T>(string name)
            where T : struct
        {
            T value;
            if (!Enum.TryParse(name.Replace("-", ""), true, out value))
            {
                throw new InvalidOperationException("the native library is newer than this one: " + name);
            }
            return value;
        }
    }

    /// <summary>A bill at an exit; amounts in yuan.</summary>
    public sealed class GateBill
    {
        internal GateBill(Json json)
        {
            TradeNo = json.IdOrNull("trade_no");
            PayToken = json.Text("pay_token");
            Payable = json.MoneyOrNull("payable");
            Discount = json.MoneyOrNull("discount");
            Payed = json.MoneyOrNull("payed");
            Money = json.MoneyOrNull("money");
            Comment = json.Text("comment");
            StartTime = json.TimeOrNull("start_time");
            EndTime = json.TimeOrNull("end_time");
            Minutes = json.IntOrNull("minutes");
        }

        /// <summary>Payment number.</summary>
        public long? TradeNo { get; }

        /// <summary>Goes back to the platform unchanged with <c>Pay.PayTmpRentBill</c>.</summary>
        public string PayToken { get; }

        /// <summary>Fee before discount.</summary>
        public decimal? Payable { get; }

        /// <summary>Discount.</summary>
        public decimal? Discount { get; }

        /// <summary>Paid before.</summary>
        public decimal? Payed { get; }

        /// <summary>To be paid now.</summary>
        public decimal? Money { get; }

        /// <summary>Explanation of the discount.</summary>
        public string Comment { get; }

        /// <summary>Start of the charged period.</summary>
        public DateTimeOffset? StartTime { get; }

        /// <summary>End of the charged period.</summary>
        public DateTimeOffset? EndTime { get; }

        /// <summary>Length of the charged period in minutes.</summary>
        public long? Minutes { get; }
    }
}
