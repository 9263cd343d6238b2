using System;
using System.IO;

namespace WelinkPark.Tests
{
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            if (arguments.Length == 1 && arguments[0] == "soak")
            {
                return Soak.Run(TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("SOAK_SECONDS"), System.Globalization.CultureInfo.InvariantCulture)));
            }
            if (arguments.Length == 2 && arguments[0] == "faults")
            {
                Faults.Run(arguments[1]);
                return Checks.End("WelinkPark.Tests faults");
            }
            if (arguments.Length != 1 || Environment.GetEnvironmentVariable("WELINKPARK_CONTROL_URL") == null)
            {
                Console.Error.WriteLine("usage: welinkpark sandbox -- WelinkPark.Tests FOLDER, the project's tests/");
                return 2;
            }
            Vectors.Run(Path.Combine(arguments[0], "vectors"));
            Cases.Run(Path.Combine(arguments[0], "cases"), false);
            Cases.Run(Path.Combine(arguments[0], "cases"), true);
            Flows.Run(Path.Combine(arguments[0], "cases", "flows"));
            Texts.Run();
            Arguments.Run();
            Stress.Run();
            return Checks.End("WelinkPark.Tests");
        }
    }
}
