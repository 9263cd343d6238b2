using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark
{
    /// <summary>The platform: one property per group, one pair of methods per endpoint below it.</summary>
    /// <remarks>
    /// Any number of threads may use a client at once. Views (<see cref="ForPark"/>, <see cref="With"/>) share its
    /// connections. Disposing a client ends the asynchronous calls made with it.
    /// </remarks>
    public sealed partial class Client : IDisposable
    {
        private const uint AbiVersion = 0;

        private readonly ClientHandle handle;
        private GateApi gate;
        private ReconcileApi reconcile;

        // Ends the asynchronous calls when the client is disposed.
        private readonly CancellationTokenSource closing = new CancellationTokenSource();

        /// <summary>A client configured by the environment alone.</summary>
        public Client()
            : this(new ClientOptions())
        {
        }

        /// <summary>A client; making it sends nothing.</summary>
        /// <exception cref="ConfigException">A credential is missing, or an option cannot work.</exception>
        public Client(ClientOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException("options");
            }
            if (Native.wlp_abi_version() != AbiVersion)
            {
                throw new InvalidOperationException("libwelinkpark has another interface than this library was made for");
            }
            handle = Open(options);
        }

        private Client(ClientHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Version of the native library.</summary>
        public static string NativeVersion
        {
            get { return Native.Text(Native.wlp_version()); }
        }

        /// <summary>Gate flows: enter, exit, access.</summary>
        public GateApi Gate
        {
            get { return gate ?? (gate = new GateApi(this)); }
        }

        /// <summary>Questions about writes whose answer was lost.</summary>
        public ReconcileApi Reconcile
        {
            get { return reconcile ?? (reconcile = new ReconcileApi(this)); }
        }

        /// <summary>A view of the same connections for another park.</summary>
        public Client ForPark(string parkId)
        {
            if (parkId == null)
            {
                throw new ArgumentNullException("parkId");
            }
            ClientHandle view;
            IntPtr error;
            Check(Native.wlp_client_for_park(handle, Native.Utf8(parkId), out view, out error), error);
            return new Client(view.Counted());
        }

        /// <summary>A view of the same connections whose calls have these settings.</summary>
        public Client With(CallOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException("options");
            }
            var native = new Native.Options
            {
                StructSize = (UIntPtr)Marshal.SizeOf(typeof(Native.Options)),
                ConnectTimeout = Milliseconds(options.ConnectTimeout),
                AttemptTimeout = Milliseconds(options.AttemptTimeout),
                Timeout = Milliseconds(options.Timeout),
                Retries = Native.Optional.Of(options.Retries),
                Encrypt = Flag(options.Encrypt),
                Zip = Native.Optional.Of((long?)options.Zip),
            };
            ClientHandle view;
            IntPtr error;
            Check(Native.wlp_client_with_options(handle, ref native, out view, out error), error);
            return new Client(view.Counted());
        }

        /// <summary>
        /// Calls any endpoint by name (<c>passport.get</c>) with parameters as a JSON object, null for none. The answer is
        /// canonical JSON, as strict as the typed methods are.
        /// </summary>
        public Response CallJson(string endpoint, string parameters = null)
        {
            IntPtr answer, error;
            Check(Native.wlp_call_json(handle, Native.Utf8(endpoint), Native.Utf8(parameters), out answer, out error), error);
            return Response.Take(answer);
        }

        /// <inheritdoc cref="CallJson"/>
        public Task<Response> CallJsonAsync(string endpoint, string parameters = null, CancellationToken cancellationToken = default(CancellationToken))
        {
            return RunJson(endpoint, parameters, Response.Take, cancellationToken);
        }

        /// <summary>As <see cref="CallJson"/>, tolerant: a field that is missing or malformed never fails the call.</summary>
        public Response Call(string endpoint, string parameters = null)
        {
            IntPtr answer, error;
            Check(Native.wlp_call_tolerant(handle, Native.Utf8(endpoint), Native.Utf8(parameters), out answer, out error), error);
            return Response.Take(answer);
        }

        /// <inheritdoc cref="Call"/>
        public Task<Response> CallAsync(string endpoint, string parameters = null, CancellationToken cancellationToken = default(CancellationToken))
        {
            byte[] name = Native.Utf8(endpoint), json = Native.Utf8(parameters);
            return StartAsync(cancellationToken, Response.Take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_call_tolerant_async(handle, name, json, WelinkPark.Call.Callback, context, out call, out error));
        }

        /// <summary>
        /// Calls a path that the library does not know yet. <paramref name="method"/> is <c>GET</c> or <c>POST</c>,
        /// <paramref name="content"/> the business data as JSON.
        /// </summary>
        public Response CallRaw(string method, string path, string content = null)
        {
            IntPtr answer, error;
            Check(Native.wlp_call_raw(handle, Native.Utf8(method), Native.Utf8(path), Native.Utf8(content), out answer, out error), error);
            return Response.Take(answer);
        }

        /// <inheritdoc cref="CallRaw"/>
        public Task<Response> CallRawAsync(string method, string path, string content = null, CancellationToken cancellationToken = default(CancellationToken))
        {
            byte[] verb = Native.Utf8(method), at = Native.Utf8(path), json = Native.Utf8(content);
            return StartAsync(cancellationToken, Response.Take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_call_raw_async(handle, verb, at, json, WelinkPark.Call.Callback, context, out call, out error));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            closing.Cancel();
            handle.Dispose();
        }

        internal ClientHandle Handle
        {
            get { return handle; }
        }

        /// <summary>Ends what was begun with this very client.</summary>
        internal CancellationToken Closing
        {
            get { return closing.Token; }
        }

        internal async Task<T> StartAsync<T>(CancellationToken token, Func<IntPtr, T> take, WelinkPark.Call.Starter start)
            where T : class
        {
            token.ThrowIfCancellationRequested();
            return await WelinkPark.Call.Run(handle, closing.Token, token, take, start).ConfigureAwait(false);
        }

        internal T Invoke<T>(string endpoint, Request request, Func<Json, T> read)
        {
            IntPtr answer, error;
            byte[] parameters = request == null ? null : Native.Utf8(request.ToJson());
            Check(Native.wlp_call_json(handle, Native.Utf8(endpoint), parameters, out answer, out error), error);
            return Read(Response.TakeData(answer), read);
        }

        internal async Task<T> InvokeAsync<T>(string endpoint, Request request, Func<Json, T> read, CancellationToken cancellationToken)
        {
            string json = request == null ? null : request.ToJson();
            return Read(await RunJson(endpoint, json, Response.TakeData, cancellationToken).ConfigureAwait(false), read);
        }

        private Task<Response> RunJson(string endpoint, string parameters, Func<IntPtr, Response> take, CancellationToken cancellationToken)
        {
            byte[] name = Native.Utf8(endpoint), json = Native.Utf8(parameters);
            return StartAsync(cancellationToken, take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_call_json_async(handle, name, json, WelinkPark.Call.Callback, context, out call, out error));
        }

        private static T Read<T>(Response response, Func<Json, T> read)
        {
            return read(Json.Parse(response.Data));
        }

        internal static void Check(int status, IntPtr error)
        {
            if (status != Native.Ok)
            {
                throw Failure.Take(error);
            }
        }

        private static ClientHandle Open(ClientOptions options)
        {
            var texts = new List<GCHandle>();
            var secrets = new List<byte[]>();
            Func<byte[], IntPtr> pin = bytes =>
            {
                if (bytes == null)
                {
                    return IntPtr.Zero;
                }
                GCHandle pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
                texts.Add(pinned);
                secrets.Add(bytes);
                return pinned.AddrOfPinnedObject();
            };
            try
            {
                byte[] iv = options.CipherIv ?? new byte[8];
                if (iv.Length != 8)
                {
                    throw new ArgumentException("CipherIv has to have 8 bytes", "options");
                }
                var config = new Native.Config
                {
                    StructSize = (UIntPtr)Marshal.SizeOf(typeof(Native.Config)),
                    TimestampUnit = (int)options.TimestampUnit,
                    AppId = pin(Native.Utf8(options.AppId)),
                    SecretKey = pin(Native.Utf8(options.SecretKey)),
                    ParkId = pin(Native.Utf8(options.ParkId)),
                    BaseUrl = pin(Native.Utf8(options.BaseUrl)),
                    CipherKey = pin(options.CipherKey == null ? null : (byte[])options.CipherKey.Clone()),
                    CipherKeyLength = (UIntPtr)(options.CipherKey == null ? 0 : options.CipherKey.Length),
                    CipherMode = options.CipherIv == null ? 0 : 1,
                    Iv0 = iv[0],
                    Iv1 = iv[1],
                    Iv2 = iv[2],
                    Iv3 = iv[3],
                    Iv4 = iv[4],
                    Iv5 = iv[5],
                    Iv6 = iv[6],
                    Iv7 = iv[7],
                    Encrypt = Flag(options.Encrypt),
                    Zip = Native.Optional.Of((long)options.Zip),
                    ConnectTimeout = Milliseconds(options.ConnectTimeout),
                    AttemptTimeout = Milliseconds(options.AttemptTimeout),
                    Timeout = Milliseconds(options.Timeout),
                    Retries = Native.Optional.Of(options.Retries),
                    CorrectClock = Flag(options.CorrectClock),
                    MaxResponse = Native.Optional.Of(options.MaxResponse),
                    SampleNames = Flag(options.SampleNames),
                    LogContent = Flag(options.LogContent),
                    Proxy = pin(Native.Utf8(options.Proxy)),
                    CaCertificate = pin(Native.Utf8(options.CaCertificate)),
                    Language = pin(Native.Utf8("dotnet")),
                };
                ClientHandle client;
                IntPtr error;
                Check(Native.wlp_client_new(ref config, out client, out error), error);
                return client.Counted();
            }
            finally
            {
                secrets.ForEach(bytes => Array.Clear(bytes, 0, bytes.Length));
                texts.ForEach(text => text.Free());
            }
        }

        internal static Native.Optional Milliseconds(TimeSpan? time)
        {
            return Native.Optional.Of(time == null ? (long?)null : (long)time.Value.TotalMilliseconds);
        }

        internal static Native.Optional Flag(bool? value)
        {
            return Native.Optional.Of(value == null ? (long?)null : value.Value ? 1 : 0);
        }
    }
}
