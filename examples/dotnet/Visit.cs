using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using WelinkPark;

/// <summary>A car's visit: free spaces, arrival, bill, payment, exit, and the records that it leaves.</summary>
/// <remarks>Run it against the sandbox, which plays the park and its gates: welinkpark sandbox -- mono Visit.exe</remarks>
internal static class Visit
{
    private const string Plate = "粤B98123";
    private const string Entry = "3150432953492101";
    private const string Exit = "3150432953492102";

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
            await ShowFreeSpacesAsync(client);
            Console.WriteLine("{0} arrives: {1}", Plate, Park.Control("vehicles/arrive", At(Entry)));
            var nobody = new PassrecordQueryOnParkingRecordsRequest();
            foreach (OnParkingRecord record in await client.Passrecord.QueryOnParkingRecordsAsync(nobody))
            {
                Console.WriteLine("on parking: {0} since {1:HH:mm} through {2}", record.PlateNumber, record.Time, record.LaneName);
            }

            Park.Control("clock", "{\"advance_seconds\": 7200}");
            Console.WriteLine("two hours pass");
            TmpRentBill bill = await client.Pay.QueryTmpRentBillAsync(new PayQueryTmpRentBillRequest { PlateNumber = Plate, UserId = "demo-user" });
            Console.WriteLine("bill: {0} yuan for {1} minutes", bill.Money, bill.Minutes);

            // The payment app has collected the money; now the platform is told. This is never sent twice.
            await client.Pay.PayTmpRentBillAsync(new PayPayTmpRentBillRequest { PlateNumber = Plate, PayToken = bill.PayToken });
            Console.WriteLine("paid");
            Console.WriteLine("{0} leaves: {1}", Plate, Park.Control("vehicles/leave", At(Exit)));
            ShowRecords(client);
            await ShowFreeSpacesAsync(client);
        }
    }

    private static async Task ShowFreeSpacesAsync(Client client)
    {
        var areas = (await client.Info.AreasAsync()).ToDictionary(area => area.AreaId, area => area.AreaName);
        foreach (AreaSpace space in await client.Info.SpaceAsync())
        {
            Console.WriteLine("{0}: {1} of {2} spaces free", areas[space.AreaId], space.FreeSpace, space.TotalSpace);
        }
    }

    // The blocking methods, for programs that have no use for tasks.
    private static void ShowRecords(Client client)
    {
        // The sandbox's clock is ahead of ours by what was let pass.
        DateTimeOffset start = DateTimeOffset.Now.AddHours(-1), end = DateTimeOffset.Now.AddHours(4);
        var passes = new PassrecordQueryCarRecordsRequest { StartTime = start, EndTime = end, Keyword = Plate };
        foreach (CarRecord record in client.Passrecord.QueryCarRecords(passes))
        {
            Console.WriteLine("pass: {0:HH:mm} {1} at {2}", record.Time, record.Direction, record.LaneName);
        }
        var fees = new ParkingFeeQueryTmpRentRecordsRequest { StartTime = start, EndTime = end, Keyword = Plate };
        foreach (TmpRentRecord record in client.ParkingFee.QueryTmpRentRecords(fees))
        {
            Console.WriteLine("fee: {0} of {1} yuan by {2}", record.RealFee, record.ParkingFee, record.PayChannel);
        }
    }

    private static string At(string lane)
    {
        return "{\"lane_id\": " + lane + ", \"plate_number\": \"" + Plate + "\"}";
    }
}

/// <summary>What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this.</summary>
internal static class Park
{
    /// <summary>Makes something happen, and returns what the gate says to it.</summary>
    internal static string Control(string action, string body)
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
            return Regex.Match(answer, "\"message\":\"([^\"]*)\"").Groups[1].Value;
        }
    }
}
