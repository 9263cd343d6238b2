using System;
using System.Runtime.InteropServices;

namespace WelinkPark
{
    /// <summary>How much of the log is told.</summary>
    public enum LogLevel
    {
        /// <summary>Calls that failed.</summary>
        Warn = 2,

        /// <summary>What else is worth knowing in production.</summary>
        Info = 3,

        /// <summary>Every attempt with its status and time.</summary>
        Debug = 4,
    }

    /// <summary>The native library's log.</summary>
    public static class Log
    {
        private static readonly object changing = new object();
        private static Native.LogCallback current;

        /// <summary>
        /// Sends the log of the whole process to <paramref name="listener"/>, which is called on any thread; null turns it off.
        /// Lines never contain the secret key.
        /// </summary>
        public static void Listen(Action<LogLevel, string> listener, LogLevel level = LogLevel.Warn)
        {
            Native.LogCallback callback = null;
            if (listener != null)
            {
                callback = (context, number, message) =>
                {
                    try
                    {
                        listener((LogLevel)number, Native.Text(message));
                    }
                    catch (Exception)
                    {
                        // A listener that fails must not end the call that is logged.
                    }
                };
            }
            lock (changing)
            {
                IntPtr error;
                if (Native.wlp_set_log(callback, IntPtr.Zero, (int)level, 0, out error) != Native.Ok)
                {
                    throw Failure.Take(error);
                }
                // The old one is let go only now that the library does not use it any more.
                current = callback;
                GC.KeepAlive(current);
            }
        }
    }
}
