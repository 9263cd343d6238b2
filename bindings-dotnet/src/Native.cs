using System;
using System.Runtime.InteropServices;
using System.Text;

namespace WelinkPark
{
    /// <summary>The functions of libwelinkpark that this library uses; its header describes them.</summary>
    internal static partial class Native
    {
        private static readonly Encoding Strict = new UTF8Encoding(false, true);

        private const string Library = "welinkpark";

        internal const int Ok = 0;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void AnswerCallback(IntPtr context, int status, IntPtr answer, IntPtr error);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void LogCallback(IntPtr context, int level, IntPtr message);

        [StructLayout(LayoutKind.Sequential)]
        internal struct Optional
        {
            internal long Value;
            internal int Given;
            internal int Reserved;

            internal static Optional Of(long? value)
            {
                return new Optional { Value = value ?? 0, Given = value == null ? 0 : 1 };
            }

            internal long? Get()
            {
                return Given == 0 ? (long?)null : Value;
            }
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct Config
        {
            internal UIntPtr StructSize;
            internal int Encoding;
            internal int TimestampUnit;
            internal IntPtr AppId;
            internal IntPtr SecretKey;
            internal IntPtr ParkId;
            internal IntPtr BaseUrl;
            internal IntPtr CipherKey;
            internal UIntPtr CipherKeyLength;
            internal int CipherMode;
            internal int Reserved;

            // The initialisation vector: bytes, so that nothing is aligned differently.
            internal byte Iv0;
            internal byte Iv1;
            internal byte Iv2;
            internal byte Iv3;
            internal byte Iv4;
            internal byte Iv5;
            internal byte Iv6;
            internal byte Iv7;
            internal Optional Encrypt;
            internal Optional Zip;
            internal Optional ConnectTimeout;
            internal Optional AttemptTimeout;
            internal Optional Timeout;
            internal Optional Retries;
            internal Optional CorrectClock;
            internal Optional MaxResponse;
            internal Optional SampleNames;
            internal Optional LogContent;
            internal IntPtr Proxy;
            internal IntPtr CaCertificate;
            internal IntPtr Language;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct Options
        {
            internal UIntPtr StructSize;
            internal Optional ConnectTimeout;
            internal Optional AttemptTimeout;
            internal Optional Timeout;
            internal Optional Retries;
            internal Optional Encrypt;
            internal Optional Zip;
            internal IntPtr Cancel;
        }

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint wlp_abi_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_client_new(ref Config config, out ClientHandle client, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_client_for_park(ClientHandle client, byte[] parkId, out ClientHandle view, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_client_with_options(ClientHandle client, ref Options options, out ClientHandle view, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_client_free(IntPtr client);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_json(ClientHandle client, byte[] endpoint, byte[] parameters, out IntPtr answer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_json_async(ClientHandle client, byte[] endpoint, byte[] parameters, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_tolerant(ClientHandle client, byte[] endpoint, byte[] parameters, out IntPtr answer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_tolerant_async(ClientHandle client, byte[] endpoint, byte[] parameters, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_raw(ClientHandle client, byte[] method, byte[] path, byte[] content, out IntPtr answer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_call_raw_async(ClientHandle client, byte[] method, byte[] path, byte[] content, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_call_cancel(CallHandle call);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_call_free(IntPtr call);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_text_answer_value(IntPtr answer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_text_answer_response(IntPtr answer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_text_answer_free(IntPtr answer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_response_content(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_response_code(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_response_message(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_response_err_code(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint wlp_response_attempts(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint wlp_response_nonce(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern long wlp_response_timestamp(IntPtr response);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_error_free(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_error_status(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_error_sent(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_error_api_kind(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static extern bool wlp_error_retryable(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern uint wlp_error_attempts(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern ushort wlp_error_http_status(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern Optional wlp_error_nonce(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern Optional wlp_error_timestamp(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern Optional wlp_error_retry_after(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern Optional wlp_error_clock_offset(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_message(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_report(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_endpoint(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_field(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_rule(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_transport(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_body(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_stage(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_path(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_content(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_api_message(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_err_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_canonical(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_set_log(LogCallback callback, IntPtr context, int level, int encoding, out IntPtr error);

        /// <summary>Text for the library: UTF-8 with a NUL at its end; null stays null.</summary>
        /// <exception cref="ArgumentException">The text has a U+0000 or half a surrogate pair: another text would arrive.</exception>
        internal static byte[] Utf8(string text)
        {
            if (text == null)
            {
                return null;
            }
            int nul = text.IndexOf('\0');
            if (nul >= 0)
            {
                throw new ArgumentException("a text has a U+0000 at " + nul + ", where it would end");
            }
            var bytes = new byte[Strict.GetByteCount(text) + 1];
            Strict.GetBytes(text, 0, text.Length, bytes, 0);
            return bytes;
        }

        /// <summary>Text of the library; null stays null.</summary>
        internal static unsafe string Text(IntPtr text)
        {
            if (text == IntPtr.Zero)
            {
                return null;
            }
            byte* start = (byte*)text;
            byte* end = start;
            while (*end != 0)
            {
                end++;
            }
            return Encoding.UTF8.GetString(start, (int)(end - start));
        }
    }

    /// <summary>A <c>wlp_client</c>. Freed when the last call that uses it has ended.</summary>
    internal sealed class ClientHandle : SafeHandle
    {
        private static int living;

        private ClientHandle()
            : base(IntPtr.Zero, true)
        {
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        protected override bool ReleaseHandle()
        {
            Native.wlp_client_free(handle);
            System.Threading.Interlocked.Decrement(ref living);
            return true;
        }

        /// <summary>How many there are, for tests.</summary>
        internal static int Living
        {
            get { return System.Threading.Volatile.Read(ref living); }
        }

        internal ClientHandle Counted()
        {
            System.Threading.Interlocked.Increment(ref living);
            return this;
        }
    }

    /// <summary>A <c>wlp_call</c>.</summary>
    internal sealed class CallHandle : SafeHandle
    {
        private static int living;

        private CallHandle()
            : base(IntPtr.Zero, true)
        {
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        protected override bool ReleaseHandle()
        {
            Native.wlp_call_free(handle);
            System.Threading.Interlocked.Decrement(ref living);
            return true;
        }

        /// <summary>How many there are, for tests.</summary>
        internal static int Living
        {
            get { return System.Threading.Volatile.Read(ref living); }
        }

        internal CallHandle Counted()
        {
            System.Threading.Interlocked.Increment(ref living);
            return this;
        }
    }
}
