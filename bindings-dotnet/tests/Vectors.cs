using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace WelinkPark.Tests
{
    /// <summary>tests/vectors in C#: bytes in, bytes out.</summary>
    internal static class Vectors
    {
        private static Outcome outcome;
        private static readonly UIntPtr limit = (UIntPtr)(64u << 20);

        internal static void Run(string folder)
        {
            int skipped = 0;
            var files = new Dictionary<string, Action<Json>>
            {
                { "signature", Signature },
                { "query", Query },
                { "content", Content },
                { "content_errors", Content },
                { "envelope", Envelope },
                { "responses", Answer },
                { "response_errors", WrongAnswer },
                { "requests", Parameters },
            };
            foreach (KeyValuePair<string, Action<Json>> file in files)
            {
                Json vectors = Json.Parse(File.ReadAllText(Path.Combine(folder, file.Key + ".json"))).Find("vectors");
                foreach (Json vector in vectors.Items)
                {
                    Checks.In(file.Key + ": " + vector.Text("name"));
                    outcome = new Outcome("", "vectors/" + file.Key, vector.Text("name"));
                    // The native library's texts end at U+0000.
                    if (vector.Raw.Contains("\\u0000"))
                    {
                        skipped++;
                        outcome.Skip();
                        continue;
                    }
                    file.Value(vector);
                    outcome.End(null);
                }
            }
            Checks.That(skipped < 10, "only vectors with U+0000 are left out");
            foreach (string endpoint in Typed.Methods.Keys)
            {
                Checks.That(endpoint.Contains("."), endpoint);
            }
            Checks.That(Typed.Methods.Count == 52, "52 endpoints");
        }

        private static void Signature(Json vector)
        {
            IntPtr[] names = Texts(vector.Find("params").Members.Select(member => member.Key));
            IntPtr[] values = Texts(vector.Find("params").Members.Select(member => member.Value.Value));
            byte[] secret = Native.Utf8(vector.Text("secret"));
            var count = (UIntPtr)names.Length;
            IntPtr canonical, signature, error;
            bool valid;
            Checks.That(NativeProtocol.wlp_sign(secret, names, values, count, out canonical, out signature, out error) == 0, "wlp_sign");
            Seen("canonical string", Take(canonical), vector.Text("canonical"));
            Seen("signature", Take(signature), vector.Text("signature"));
            NativeProtocol.wlp_verify(secret, names, values, count, Native.Utf8(vector.Text("signature")), out valid, out error);
            Checks.That(valid, "its signature is valid");
            if (vector.Text("not_signature") != null)
            {
                NativeProtocol.wlp_verify(secret, names, values, count, Native.Utf8(vector.Text("not_signature")), out valid, out error);
                Checks.That(!valid, "another one is not");
            }
            Free(names, values);
        }

        private static void Query(Json vector)
        {
            List<Json> pairs = vector.Find("params").Items;
            IntPtr form, encoded, error;
            Checks.That(NativeProtocol.wlp_form_parse(Native.Utf8(vector.Text("encoded")), out form, out error) == 0, "wlp_form_parse");
            Checks.That((int)NativeProtocol.wlp_form_len(form) == pairs.Count, "number of parts");
            for (int index = 0; index < pairs.Count; index++)
            {
                Seen("name", Native.Text(NativeProtocol.wlp_form_name(form, (UIntPtr)index)), pairs[index].Items[0].Value);
                Seen("value", Native.Text(NativeProtocol.wlp_form_value(form, (UIntPtr)index)), pairs[index].Items[1].Value);
            }
            NativeProtocol.wlp_form_free(form);
            if (vector.Find("decode_only") != null)
            {
                return;
            }
            IntPtr[] names = Texts(pairs.Select(pair => pair.Items[0].Value)), values = Texts(pairs.Select(pair => pair.Items[1].Value));
            Checks.That(NativeProtocol.wlp_form_encode(names, values, (UIntPtr)names.Length, out encoded, out error) == 0, "wlp_form_encode");
            Seen("encoded", Take(encoded), vector.Text("encoded"));
            Free(names, values);
        }

        private static void Content(Json vector)
        {
            IntPtr[] keys = Texts(new[] { vector.Text("secret"), vector.Text("key") });
            var coding = new NativeProtocol.Coding
            {
                StructSize = (UIntPtr)Marshal.SizeOf(typeof(NativeProtocol.Coding)),
                SecretKey = keys[0],
                Key = keys[1],
                CipherMode = vector.Text("mode") == "cbc" ? 1 : 0,
                Encrypt = (int)vector.Int("encrypt"),
                Zip = (int)vector.Int("zip"),
                Iv = vector.Text("iv") == null ? 0 : ulong.Parse(vector.Text("iv"), System.Globalization.NumberStyles.HexNumber),
            };
            if (BitConverter.IsLittleEndian)
            {
                coding.Iv = BitConverter.ToUInt64(BitConverter.GetBytes(coding.Iv).Reverse().ToArray(), 0);
            }
            IntPtr plain, content, error;
            int status = NativeProtocol.wlp_content_decode(ref coding, Native.Utf8(vector.Text("content")), limit, out plain, out error);
            if (vector.Find("error") != null)
            {
                Seen("stage", Stage(status, error), vector.Text("error"));
                Free(keys);
                return;
            }
            Json repeat = vector.Find("plain").Find("plain_repeat");
            string expected = repeat == null ? vector.Text("plain") : string.Concat(Enumerable.Repeat(repeat.Items[0].Value, (int)repeat.Items[1].AsLong()).ToArray());
            string decoded = status == 0 ? Take(plain) : null;
            Checks.Same("plain", decoded, expected);
            outcome.Text(decoded == null ? null : Encoding.UTF8.GetByteCount(decoded).ToString());
            if (vector.Find("decode_only") == null)
            {
                Checks.That(NativeProtocol.wlp_content_encode(ref coding, Native.Utf8(expected), out content, out error) == 0, "wlp_content_encode");
                string encoded = Take(content);
                Checks.That(NativeProtocol.wlp_content_decode(ref coding, Native.Utf8(encoded), limit, out plain, out error) == 0, "decoded again");
                Checks.Same("plain again", Take(plain), expected);
                if (vector.Find("deterministic") != null && vector.Find("deterministic").AsFlag())
                {
                    Seen("content", encoded, vector.Text("content"));
                }
            }
            Free(keys);
        }

        private static void Envelope(Json vector)
        {
            IntPtr envelope, error;
            int status = NativeProtocol.wlp_envelope_parse(Native.Utf8(vector.Text("body")), out envelope, out error);
            Json expect = vector.Find("expect");
            if (expect == null)
            {
                Seen("stage", Stage(status, error), vector.Text("error"));
                return;
            }
            Checks.That(status == 0, "wlp_envelope_parse");
            Seen("code", Native.Text(NativeProtocol.wlp_envelope_code(envelope)), expect.Text("code"));
            Seen("message", Native.Text(NativeProtocol.wlp_envelope_message(envelope)), expect.Text("message"));
            Seen("err_code", Native.Text(NativeProtocol.wlp_envelope_err_code(envelope)), expect.Text("err_code"));
            Seen("encrypt", NativeProtocol.wlp_envelope_encrypt(envelope) ? "1" : "0", expect.Int("encrypt").ToString());
            Seen("zip", NativeProtocol.wlp_envelope_zip(envelope) ? "1" : "0", expect.Int("zip").ToString());
            Seen("content", Native.Text(NativeProtocol.wlp_envelope_content(envelope)), expect.Text("content"));
            NativeProtocol.wlp_envelope_free(envelope);
        }

        private static void Answer(Json vector)
        {
            string endpoint = vector.Text("endpoint"), expected = vector.Text("canonical");
            foreach (int strict in new[] { 1, 0 })
            {
                IntPtr json, error;
                Checks.That(NativeProtocol.wlp_content_canonical(Native.Utf8(endpoint), Native.Utf8(vector.Text("content")), strict, out json, out error) == 0, "canonical");
                Checks.Same("canonical", Take(json), expected);
            }
            Seen("typed", Typed.Reread(endpoint, expected), expected);
        }

        private static void WrongAnswer(Json vector)
        {
            byte[] endpoint = Native.Utf8(vector.Text("endpoint")), content = Native.Utf8(vector.Text("content"));
            IntPtr json, error;
            int status = NativeProtocol.wlp_content_canonical(endpoint, content, 1, out json, out error);
            var failure = status == 0 ? null : Failure.Take(error) as DecodeException;
            Checks.That(failure != null, "a decode error");
            if (failure != null)
            {
                Seen("stage", failure.Stage, vector.Find("error").Text("stage"));
                Seen("path", failure.Path, vector.Find("error").Text("path"));
                Checks.Same("kept content", failure.Content, vector.Text("content"));
            }
            status = NativeProtocol.wlp_content_canonical(endpoint, content, 0, out json, out error);
            if (status != 0)
            {
                Native.wlp_error_free(error);
            }
            Seen("tolerant", status == 0 ? Take(json) : null, vector.Text("tolerant"));
        }

        private static void Parameters(Json vector)
        {
            string endpoint = vector.Text("endpoint");
            CheckParameters(vector, endpoint, vector.Text("params"), Seen);
            Json parameters;
            try
            {
                parameters = Json.Parse(vector.Text("params"));
            }
            catch (FormatException)
            {
                return;
            }
            Request request;
            if (parameters.Kind == JsonKind.Object && Typed.TryFill(endpoint, parameters, out request))
            {
                CheckParameters(vector, endpoint, request == null ? null : request.ToJson(), Checks.Same);
            }
        }

        private static void CheckParameters(Json vector, string endpoint, string parameters, Action<string, string, string> same)
        {
            IntPtr content, error;
            int status = NativeProtocol.wlp_params_encode(Native.Utf8(endpoint), Native.Utf8(parameters), out content, out error);
            Json expect = vector.Find("error");
            if (expect == null)
            {
                same("content", status == 0 ? Take(content) : null, vector.Text("content"));
                return;
            }
            var refusal = status == 0 ? null : Failure.Take(error) as ValidationException;
            same("field", refusal == null ? null : refusal.Field, expect.Text("field"));
            same("rule", refusal == null ? null : refusal.Rule, expect.Text("rule"));
        }

        /// <summary>What is told of the vector, and has to be as expected.</summary>
        private static void Seen(string what, string found, string expected)
        {
            outcome.Text(found);
            Checks.Same(what, found, expected);
        }

        private static string Stage(int status, IntPtr error)
        {
            var failure = status == 0 ? null : Failure.Take(error) as DecodeException;
            return failure == null ? null : failure.Stage;
        }

        private static string Take(IntPtr text)
        {
            string copy = Native.Text(text);
            NativeProtocol.wlp_string_free(text);
            return copy;
        }

        private static IntPtr[] Texts(IEnumerable<string> texts)
        {
            return texts.Select(text =>
            {
                byte[] bytes = Native.Utf8(text);
                if (bytes == null)
                {
                    return IntPtr.Zero;
                }
                IntPtr copy = Marshal.AllocHGlobal(bytes.Length);
                Marshal.Copy(bytes, 0, copy, bytes.Length);
                return copy;
            }).ToArray();
        }

        private static void Free(params IntPtr[][] texts)
        {
            foreach (IntPtr text in texts.SelectMany(list => list).Where(text => text != IntPtr.Zero))
            {
                Marshal.FreeHGlobal(text);
            }
        }
    }
}
