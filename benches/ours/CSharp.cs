using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using WelinkPark;

/// <summary>welinkpark in C#: <c>CSharp blocking|async BASE_URL …</c>; harness.rs says how the driver uses it.</summary>
internal static class CSharp
{
    private static bool cars;
    private static int count;
    private static Client client;

    private static void Main(string[] arguments)
    {
        cars = arguments[2] == "cars";
        int concurrency = int.Parse(arguments[3]);
        count = int.Parse(arguments[5]);
        client = new Client(new ClientOptions
        {
            AppId = "289efb7512e54146273b982456b03f42ea93",
            SecretKey = "27a06832a2214a4fa3b7105e4a72d370",
            ParkId = "10001088",
            BaseUrl = arguments[1],
            Encrypt = arguments[4] == "1",
        });
        string line;
        while ((line = Console.ReadLine()) != null)
        {
            int calls = int.Parse(line);
            List<long> taken = arguments[0] == "async"
                ? SideBySide(calls, concurrency).GetAwaiter().GetResult()
                : InThreads(calls, concurrency);
            Console.WriteLine(string.Join(" ", taken));
        }
    }

    private static List<long> InThreads(int calls, int concurrency)
    {
        var taken = new List<long>(calls);
        int left = calls;
        ThreadStart work = () =>
        {
            var mine = new List<long>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                long begun = Stopwatch.GetTimestamp();
                if (cars)
                {
                    Check(Plates(client.Passrecord.QueryCarRecords(Period())));
                }
                else
                {
                    Check(Names(client.Info.Areas()));
                }
                mine.Add(Since(begun));
            }
            lock (taken)
            {
                taken.AddRange(mine);
            }
        };
        if (concurrency == 1)
        {
            work();
            return taken;
        }
        List<Thread> threads = Enumerable.Range(0, concurrency).Select(_ => new Thread(work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return taken;
    }

    private static async Task<List<long>> SideBySide(int calls, int concurrency)
    {
        var taken = new List<long>(calls);
        int left = calls;
        Func<Task> work = async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                long begun = Stopwatch.GetTimestamp();
                if (cars)
                {
                    Check(Plates(await client.Passrecord.QueryCarRecordsAsync(Period()).ConfigureAwait(false)));
                }
                else
                {
                    Check(Names(await client.Info.AreasAsync().ConfigureAwait(false)));
                }
                lock (taken)
                {
                    taken.Add(Since(begun));
                }
            }
        };
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => work())).ConfigureAwait(false);
        return taken;
    }

    private static PassrecordQueryCarRecordsRequest Period()
    {
        var china = TimeSpan.FromHours(8);
        return new PassrecordQueryCarRecordsRequest
        {
            StartTime = new DateTimeOffset(2017, 8, 1, 0, 0, 0, china),
            EndTime = new DateTimeOffset(2017, 8, 31, 23, 59, 59, china),
            Length = 1000,
        };
    }

    // Every record is looked at, as a program would.
    private static int Plates(IReadOnlyList<CarRecord> records)
    {
        return records.Count(record => record.PlateNumber.StartsWith("粤B", StringComparison.Ordinal));
    }

    private static int Names(IReadOnlyList<Area> areas)
    {
        return areas.Count(area => area.AreaName.StartsWith("地面", StringComparison.Ordinal));
    }

    private static void Check(int records)
    {
        if (records != count)
        {
            throw new InvalidOperationException("an answer has not all its records");
        }
    }

    private static long Since(long begun)
    {
        return (long)((Stopwatch.GetTimestamp() - begun) * (1e9 / Stopwatch.Frequency));
    }
}
