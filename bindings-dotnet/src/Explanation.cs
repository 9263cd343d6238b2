using System;
using System.Collections.Generic;

namespace WelinkPark
{
    /// <summary>A mistake that was found in a request.</summary>
    public sealed class Mistake
    {
        internal Mistake(Json json)
        {
            Name = json.Text("mistake");
            IsCertain = json.Flag("certain");
            Detail = json.Text("detail");
            Message = json.Text("message");
            MessageChinese = json.Text("messageZh");
        }

        /// <summary>Short name, such as <c>sorted-ignoring-case</c>.</summary>
        public string Name { get; }

        /// <summary>Whether it is proved, not only the likely reason.</summary>
        public bool IsCertain { get; }

        /// <summary>Particulars of this request; may be empty.</summary>
        public string Detail { get; }

        /// <summary>What is wrong and what would be right, in English.</summary>
        public string Message { get; }

        /// <summary>The same in Chinese.</summary>
        public string MessageChinese { get; }
    }

    /// <summary>What there is to say about a request that is refused with 0003.</summary>
    public sealed class Explanation
    {
        private readonly string json;

        private Explanation(string json)
        {
            this.json = json;
            Json read = Json.Parse(json);
            IsRight = read.Flag("right");
            Signature = read.Text("signature");
            Canonical = read.Text("canonical");
            Expected = read.Text("expected");
            Found = read.Text("found");
            Endpoint = read.Text("endpoint");
            Mistakes = read.Find("findings").List(item => new Mistake(item));
            Notes = read.Find("notes").List(item => item.AsText());
        }

        /// <summary>Whether nothing is wrong.</summary>
        public bool IsRight { get; }

        /// <summary>What became of the signature: <c>right</c>, <c>wrong</c> or <c>missing</c>.</summary>
        public string Signature { get; }

        /// <summary>The string that has to be signed.</summary>
        public string Canonical { get; }

        /// <summary>The signature that belongs to it.</summary>
        public string Expected { get; }

        /// <summary>The signature that came; null if there is none.</summary>
        public string Found { get; }

        /// <summary>The endpoint; null if the path is not known.</summary>
        public string Endpoint { get; }

        /// <summary>What is wrong; empty for a correct request.</summary>
        public IReadOnlyList<Mistake> Mistakes { get; }

        /// <summary>What is not wrong, but worth to know.</summary>
        public IReadOnlyList<string> Notes { get; }

        /// <summary>
        /// Explains a request of any implementation, as it was written down: a URL, a form body, a <c>curl</c> line, or an entry of
        /// the sandbox's log. It sends nothing; the secret key is used, never shown.
        /// </summary>
        /// <param name="request">The request.</param>
        /// <param name="secretKey">The secret key that belongs to its AppId.</param>
        /// <param name="at">The platform's clock when it arrived; if null, its age is judged only where the text tells it.</param>
        /// <exception cref="ValidationException">The text is no request, or holds the secret key.</exception>
        public static Explanation Of(string request, string secretKey, DateTimeOffset? at = null)
        {
            if (request == null)
            {
                throw new ArgumentNullException("request");
            }
            if (secretKey == null)
            {
                throw new ArgumentNullException("secretKey");
            }
            Native.Optional time = Native.Optional.Of(at == null ? (long?)null : at.Value.ToUnixTimeSeconds());
            byte[] secret = Native.Utf8(secretKey);
            IntPtr made, error;
            try
            {
                Client.Check(Native.wlp_explain(Native.Utf8(request), secret, time, 0, out made, out error), error);
            }
            finally
            {
                Array.Clear(secret, 0, secret.Length);
            }
            return new Explanation(Native.Take(made, Native.wlp_explanation_json, Native.wlp_explanation_free));
        }

        /// <summary>The explanation as JSON.</summary>
        public override string ToString()
        {
            return json;
        }
    }
}
