using System;

namespace WelinkPark
{
    /// <summary>Whether business data is gzipped.</summary>
    public enum Zip
    {
        /// <summary>When it is larger than 1 KiB: the default.</summary>
        Auto = 0,

        /// <summary>Never.</summary>
        Never = 1,

        /// <summary>Always.</summary>
        Always = 2,
    }

    /// <summary>Unit of the request's <c>Timestamp</c>.</summary>
    public enum TimestampUnit
    {
        /// <summary>Unix time in seconds: the default.</summary>
        Seconds = 0,

        /// <summary>Unix time in milliseconds.</summary>
        Milliseconds = 1,
    }

    /// <summary>Configuration of a client. What is null has its default.</summary>
    public sealed class ClientOptions
    {
        /// <summary>Application id; null: <c>WELINKPARK_APP_ID</c>.</summary>
        public string AppId { get; set; }

        /// <summary>Secret key; null: <c>WELINKPARK_SECRET_KEY</c>.</summary>
        public string SecretKey { get; set; }

        /// <summary>Park that calls are about; null: <c>WELINKPARK_PARK_ID</c>.</summary>
        public string ParkId { get; set; }

        /// <summary>Address of the platform; null: <c>WELINKPARK_BASE_URL</c>, or the platform's own.</summary>
        public string BaseUrl { get; set; }

        /// <summary>Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key.</summary>
        public byte[] CipherKey { get; set; }

        /// <summary>Initialisation vector of 8 bytes for 3DES in CBC mode; null: ECB.</summary>
        public byte[] CipherIv { get; set; }

        /// <summary>Whether business data is encrypted; true by default.</summary>
        public bool? Encrypt { get; set; }

        /// <summary>Whether business data is gzipped.</summary>
        public Zip Zip { get; set; }

        /// <summary>Limit for making a connection; 3 s by default.</summary>
        public TimeSpan? ConnectTimeout { get; set; }

        /// <summary>Limit for one attempt; 15 s by default.</summary>
        public TimeSpan? AttemptTimeout { get; set; }

        /// <summary>Limit for the whole call; 30 s by default.</summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>How often a call that changes nothing may be tried again; 2 by default.</summary>
        public int? Retries { get; set; }

        /// <summary>Unit of the request's <c>Timestamp</c>.</summary>
        public TimestampUnit TimestampUnit { get; set; }

        /// <summary>Whether a call refused with 0003 is signed once more with the server's time; true by default.</summary>
        public bool? CorrectClock { get; set; }

        /// <summary>Largest answer in bytes; 64 MiB by default.</summary>
        public long? MaxResponse { get; set; }

        /// <summary>Whether names of the document's samples are sent where they differ from its tables; false by default.</summary>
        public bool? SampleNames { get; set; }

        /// <summary>Whether debug logs show decrypted business data; false by default.</summary>
        public bool? LogContent { get; set; }

        /// <summary>Proxy such as <c>http://127.0.0.1:3128</c>; null: the environment's.</summary>
        public string Proxy { get; set; }

        /// <summary>Certificates in PEM that are trusted besides the system's.</summary>
        public string CaCertificate { get; set; }
    }

    /// <summary>Settings of calls made with a view. What is null follows the client.</summary>
    public sealed class CallOptions
    {
        /// <summary>Limit for making a connection.</summary>
        public TimeSpan? ConnectTimeout { get; set; }

        /// <summary>Limit for one attempt.</summary>
        public TimeSpan? AttemptTimeout { get; set; }

        /// <summary>Limit for the whole call.</summary>
        public TimeSpan? Timeout { get; set; }

        /// <summary>How often a call that changes nothing may be tried again.</summary>
        public int? Retries { get; set; }

        /// <summary>Whether business data is encrypted.</summary>
        public bool? Encrypt { get; set; }

        /// <summary>Whether business data is gzipped.</summary>
        public Zip? Zip { get; set; }
    }
}
