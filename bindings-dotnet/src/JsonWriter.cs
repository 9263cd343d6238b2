using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace WelinkPark
{
    /// <summary>Writes an object's fields in the library's canonical JSON.</summary>
    internal sealed class JsonWriter
    {
        internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

        private readonly StringBuilder text = new StringBuilder();
        private readonly bool nulls;
        private bool first = true;

        /// <summary>A writer that writes absent fields as null, or leaves them out.</summary>
        internal JsonWriter(bool nulls)
        {
            this.nulls = nulls;
        }

        internal string Finish()
        {
            return first ? "{}" : text.Append('}').ToString();
        }

        internal static void Quote(StringBuilder text, string value)
        {
            text.Append('"');
            for (int at = 0; at < value.Length; at++)
            {
                char c = value[at];
                int simple = "\b\f\n\r\t\"\\".IndexOf(c);
                if (simple >= 0)
                {
                    text.Append('\\').Append("bfnrt\"\\"[simple]);
                }
                // Half a surrogate pair has no UTF-8; escaped, the library refuses it by the field's name.
                else if (c < ' ' || IsHalf(value, at))
                {
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    text.Append(c);
                }
            }
            text.Append('"');
        }

        private static bool IsHalf(string text, int at)
        {
            bool begins = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            bool ends = at > 0 && char.IsSurrogatePair(text[at - 1], text[at]);
            return char.IsSurrogate(text[at]) && !begins && !ends;
        }

        internal void Id(string name, long? value)
        {
            Quoted(name, value == null ? null : value.Value.ToString(CultureInfo.InvariantCulture));
        }

        internal void Int(string name, long? value)
        {
            Raw(name, value == null ? null : value.Value.ToString(CultureInfo.InvariantCulture));
        }

        internal void Flag(string name, bool? value)
        {
            Raw(name, value == null ? null : value.Value ? "true" : "false");
        }

        internal void Text(string name, string value)
        {
            Quoted(name, value);
        }

        internal void Money(string name, decimal? value)
        {
            Quoted(name, value == null ? null : value.Value.ToString(CultureInfo.InvariantCulture));
        }

        internal void Date(string name, DateTime? value)
        {
            Quoted(name, value == null ? null : value.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        internal void Time(string name, DateTimeOffset? value)
        {
            Quoted(name, value == null ? null : value.Value.ToString(TimeFormat, CultureInfo.InvariantCulture));
        }

        internal void Ids(string name, IEnumerable<long> values)
        {
            // In requests numbers, in answers texts: both mean the same to the library.
            List(name, values, (text, value) => text.Append('"').Append(value.ToString(CultureInfo.InvariantCulture)).Append('"'));
        }

        internal void Texts(string name, IEnumerable<string> values)
        {
            List(name, values, (text, value) => Quote(text, value ?? ""));
        }

        internal void Object(string name, JsonObject value)
        {
            Raw(name, value == null ? null : value.ToJson());
        }

        internal void Raw(string name, string json)
        {
            if (json == null && !nulls)
            {
                return;
            }
            text.Append(first ? '{' : ',');
            first = false;
            Quote(text, name);
            text.Append(':').Append(json ?? "null");
        }

        private void Quoted(string name, string value)
        {
            if (value == null)
            {
                Raw(name, null);
                return;
            }
            var quoted = new StringBuilder();
            Quote(quoted, value);
            Raw(name, quoted.ToString());
        }

        private void List<T>(string name, IEnumerable<T> values, Action<StringBuilder, T> write)
        {
            if (values == null)
            {
                Raw(name, null);
                return;
            }
            var list = new StringBuilder("[");
            foreach (T value in values)
            {
                if (list.Length > 1)
                {
                    list.Append(',');
                }
                write(list, value);
            }
            Raw(name, list.Append(']').ToString());
        }
    }
}
