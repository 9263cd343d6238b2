using System;
using System.Linq;

namespace WelinkPark.Tests
{
    /// <summary>Texts that would arrive as other texts are refused before anything is sent.</summary>
    internal static class Arguments
    {
        internal static void Run()
        {
            Checks.In("arguments");
            using (var client = new Client())
            {
                foreach (string half in new[] { "\ud800", "粤B\udc00", "\ud800\ud800" })
                {
                    try
                    {
                        client.Passport.Get(new PassportGetRequest { PlateNumber = half });
                        Checks.That(false, "half a surrogate pair was sent");
                    }
                    catch (ValidationException refusal)
                    {
                        Checks.That(refusal.Sent == Sent.No, "not sent");
                    }
                    Checks.Throws<ArgumentException>("half a surrogate pair in JSON text", () => client.CallJson("passport.get", "{\"plateNumber\":\"" + half + "\"}"));
                    Checks.Throws<ArgumentException>("half a surrogate pair in a park", () => client.ForPark(half));
                }
                Checks.Throws<ArgumentException>("what follows a U+0000 in JSON text", () => client.CallJson("info.areas", "\0{}"));
                Checks.Throws<ArgumentException>("what follows a U+0000 in a park", () => client.ForPark("10001088\0x"));
                Checks.Throws<ArgumentException>("what follows a U+0000 in a path", () => client.CallRaw("GET", "/info/areas\0x", null));
                Checks.Throws<ArgumentException>("what follows a U+0000 in a configuration", () => new Client(new ClientOptions { ParkId = "10001088\0x" }).Dispose());

                client.Blacklist.Add(new BlacklistAddRequest { PlateNumber = "粤B😀", AreaIds = new[] { 1150779322741001L }, StartDate = new DateTime(2026, 6, 1) });
                Checks.That(client.Blacklist.Query(new BlacklistQueryRequest { Keyword = "😀" }).Any(entry => entry.PlateNumber == "粤B😀"), "a whole pair arrives");
            }
        }
    }
}
