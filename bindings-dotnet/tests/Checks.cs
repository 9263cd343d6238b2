using System;

namespace WelinkPark.Tests
{
    /// <summary>Counts checks, and prints those that fail with the place where they stand.</summary>
    internal static class Checks
    {
        private static readonly object counting = new object();
        private static string place = "";
        private static int done;
        private static int failed;

        internal static void In(string what)
        {
            place = what;
        }

        internal static void That(bool good, string what)
        {
            lock (counting)
            {
                done++;
                if (!good)
                {
                    failed++;
                    Console.Error.WriteLine(place + "\n  failed: " + what);
                }
            }
        }

        internal static void Same(string what, string found, string expected)
        {
            That(found == expected, found == expected ? what : what + "\n    found    " + (found ?? "(none)") + "\n    expected " + (expected ?? "(none)"));
        }

        internal static void Throws<T>(string what, Action action)
            where T : Exception
        {
            try
            {
                action();
            }
            catch (T)
            {
                That(true, what);
                return;
            }
            catch (Exception other)
            {
                That(false, what + ": " + other);
                return;
            }
            That(false, what + ": nothing was thrown");
        }

        internal static int End(string program)
        {
            Console.WriteLine("{0} on {1}: {2} checks, {3} failures", program, Runtime, done, failed);
            return failed == 0 && done > 0 ? 0 : 1;
        }

        internal static int Failed
        {
            get { return failed; }
        }

        internal static string Runtime
        {
            get { return Type.GetType("Mono.Runtime") != null ? "Mono" : ".NET " + Environment.Version; }
        }
    }
}
