using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using WelinkPark;

/// <summary>A user with a phone at two gates: a vehicle without a plate comes in, stays, pays at the exit and leaves.</summary>
/// <remarks>Run it against the sandbox, which plays the camera, the operator and the clock: welinkpark sandbox -- mono Gate.exe</remarks>
internal static class Gate
{
    private const string User = "4150570873";
    private const long Entry = 3150432953492101;
    private const long Exit = 3150432953492102;

    private static readonly GateOptions Quick = new GateOptions { Interval = TimeSpan.FromMilliseconds(200) };

    private static int Main()
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        try
        {
            RunAsync().GetAwaiter().GetResult();
            return 0;
        }
        catch (WelinkParkException exception)
        {
            Console.Error.WriteLine(exception.Context.Report);
            return 1;
        }
    }

    private static async Task RunAsync()
    {
        // Credentials and address come from WELINKPARK_APP_ID, _SECRET_KEY, _PARK_ID and _BASE_URL.
        using (var client = new Client())
        {
            string license;
            Console.WriteLine("the user scans at the entry; the vehicle is not there yet");
            using (GateFlow flow = client.Gate.Enter(Entry, User, Quick))
            {
                Tell(await flow.NextAsync());
                Control("vehicles/arrive", "{\"lane_id\": " + Entry + "}");
                GateStatus status = await flow.RunAsync(Tell);
                license = status.License ?? throw new InvalidOperationException("the gate did not open: " + status.Message);
            }

            Console.WriteLine("\ntwo hours later the user scans at the exit");
            Control("clock", "{\"advance_seconds\": 7200}");
            Control("vehicles/leave", "{\"lane_id\": " + Exit + "}");
            using (GateFlow flow = client.Gate.Exit(Exit, User, Quick))
            {
                await LeaveAsync(client, flow, license);
            }

            Console.WriteLine("\nall passes of {0}", license);
            // The sandbox's clock is ahead of ours by what was let pass.
            DateTimeOffset start = DateTimeOffset.Now.AddHours(-1), end = DateTimeOffset.Now.AddHours(4);
            var passes = new PassrecordQueryCarRecordsRequest { StartTime = start, EndTime = end, Keyword = license };
            foreach (CarRecord record in client.Passrecord.QueryCarRecordsPages(passes).Records)
            {
                Console.WriteLine("{0:HH:mm} {1} at {2}", record.Time, record.Direction, record.LaneName);
            }
        }
    }

    private static async Task LeaveAsync(Client client, GateFlow flow, string license)
    {
        for (;;)
        {
            GateStatus status = await flow.RunAsync(Tell);
            switch (status.Phase)
            {
                case GatePhase.Opened:
                    return;
                case GatePhase.Payment:
                    await PayAsync(client, status.Bill, license);
                    flow.Paid();
                    break;
                default:
                    throw new InvalidOperationException(status.Phase + ": " + status.Message);
            }
        }
    }

    // The payment app has collected the money; now the platform is told, once.
    private static async Task PayAsync(Client client, GateBill bill, string license)
    {
        try
        {
            await client.Pay.PayTmpRentBillAsync(new PayPayTmpRentBillRequest { PlateNumber = license, PayToken = bill.PayToken });
        }
        catch (WelinkParkException lost) when (lost.Sent == Sent.Unknown)
        {
            Verdict verdict = await client.Reconcile.BillPaidAsync(PaidBill.Of(bill, license, User));
            if (verdict.Outcome != Outcome.Done)
            {
                throw new InvalidOperationException(verdict.Reason, lost);
            }
        }
    }

    private static void Tell(GateStatus status)
    {
        Console.WriteLine("  {0,-8} state {1:D}  {2}", status.Phase, status.State, status.Message);
        if (status.Bill != null)
        {
            Console.WriteLine("  to pay: {0} yuan", status.Bill.Money);
        }
    }

    // What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this.
    private static void Control(string action, string body)
    {
        var url = new Uri(Environment.GetEnvironmentVariable("WELINKPARK_CONTROL_URL")
            ?? throw new InvalidOperationException("run this with `welinkpark sandbox -- …`: a real park cannot be told to let a car arrive"));
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        string head = "POST " + url.AbsolutePath + "/" + action + " HTTP/1.1\r\nHost: " + url.Host + "\r\nConnection: close\r\nContent-Length: " + bytes.Length + "\r\n\r\n";
        using (var line = new TcpClient(url.Host, url.Port))
        using (NetworkStream stream = line.GetStream())
        {
            byte[] start = Encoding.ASCII.GetBytes(head);
            stream.Write(start, 0, start.Length);
            stream.Write(bytes, 0, bytes.Length);
            string answer = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
            if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(answer);
            }
        }
    }
}
