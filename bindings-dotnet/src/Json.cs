using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace WelinkPark
{
    /// <summary>What a JSON value is.</summary>
    internal enum JsonKind
    {
        Null,
        False,
        True,
        Number,
        Text,
        List,
        Object,
    }

    /// <summary>A JSON value; numbers keep their literal. It reads the library's canonical JSON.</summary>
    internal sealed class Json
    {
        /// <summary>Reads what endpoints without an answer give.</summary>
        internal static readonly Func<Json, object> Nothing = json => null;

        private static readonly TimeSpan China = TimeSpan.FromHours(8);

        private readonly string source;
        private readonly int start;
        private int end;

        private Json(string source, int start)
        {
            this.source = source;
            this.start = start;
        }

        internal JsonKind Kind { get; private set; }

        /// <summary>A text, or a number's literal.</summary>
        internal string Value { get; private set; }

        internal List<Json> Items { get; private set; }

        internal List<KeyValuePair<string, Json>> Members { get; private set; }

        /// <summary>The value as it was written.</summary>
        internal string Raw
        {
            get { return source.Substring(start, end - start); }
        }

        internal static Json Parse(string text)
        {
            int at = 0;
            Json value = Read(text, ref at);
            Skip(text, ref at);
            if (at != text.Length)
            {
                throw Broken(text, at);
            }
            return value;
        }

        internal Json Find(string name)
        {
            if (Members != null)
            {
                foreach (KeyValuePair<string, Json> member in Members)
                {
                    if (member.Key == name)
                    {
                        return member.Value.Kind == JsonKind.Null ? null : member.Value;
                    }
                }
            }
            return null;
        }

        internal IReadOnlyList<T> List<T>(Func<Json, T> read)
        {
            if (Items == null)
            {
                throw new FormatException("not a list: " + Raw);
            }
            var list = new List<T>(Items.Count);
            foreach (Json item in Items)
            {
                list.Add(read(item));
            }
            return list.AsReadOnly();
        }

        internal long AsLong()
        {
            return long.Parse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        internal bool AsFlag()
        {
            return Kind == JsonKind.True;
        }

        internal string AsText()
        {
            return Value;
        }

        internal long Id(string name)
        {
            return Need(name).AsLong();
        }

        internal long? IdOrNull(string name)
        {
            Json value = Find(name);
            return value == null ? (long?)null : value.AsLong();
        }

        internal long Int(string name)
        {
            return Id(name);
        }

        internal long? IntOrNull(string name)
        {
            return IdOrNull(name);
        }

        internal bool Flag(string name)
        {
            return Need(name).AsFlag();
        }

        internal bool? FlagOrNull(string name)
        {
            Json value = Find(name);
            return value == null ? (bool?)null : value.AsFlag();
        }

        internal string Text(string name)
        {
            Json value = Find(name);
            return value == null ? null : value.Value;
        }

        internal decimal Money(string name)
        {
            return decimal.Parse(Need(name).Value, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        internal decimal? MoneyOrNull(string name)
        {
            return Find(name) == null ? (decimal?)null : Money(name);
        }

        internal DateTime Date(string name)
        {
            return DateTime.ParseExact(Need(name).Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        internal DateTime? DateOrNull(string name)
        {
            return Find(name) == null ? (DateTime?)null : Date(name);
        }

        internal DateTimeOffset Time(string name)
        {
            string text = Need(name).Value;
            // The library writes times in one way; lists have one in every record.
            if (text.Length == 25 && text.EndsWith("+08:00", StringComparison.Ordinal))
            {
                return new DateTimeOffset(
                    (Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8), Two(text, 11), Two(text, 14), Two(text, 17), China);
            }
            return DateTimeOffset.ParseExact(text, JsonWriter.TimeFormat, CultureInfo.InvariantCulture);
        }

        internal DateTimeOffset? TimeOrNull(string name)
        {
            return Find(name) == null ? (DateTimeOffset?)null : Time(name);
        }

        internal IReadOnlyList<long> Ids(string name)
        {
            return Need(name).List(item => item.AsLong());
        }

        internal IReadOnlyList<string> Texts(string name)
        {
            return Need(name).List(item => item.AsText());
        }

        internal T Object<T>(string name, Func<Json, T> read)
            where T : class
        {
            Json value = Find(name);
            return value == null ? null : read(value);
        }

        private static int Two(string text, int at)
        {
            return ((text[at] - '0') * 10) + text[at + 1] - '0';
        }

        private Json Need(string name)
        {
            Json value = Find(name);
            if (value == null)
            {
                throw new FormatException(name + " is missing");
            }
            return value;
        }

        private static Json Read(string text, ref int at)
        {
            Skip(text, ref at);
            var value = new Json(text, at);
            switch (at < text.Length ? text[at] : '\0')
            {
                case '{':
                    value.Kind = JsonKind.Object;
                    value.Members = new List<KeyValuePair<string, Json>>();
                    ReadItems(value, text, ref at, '}');
                    break;
                case '[':
                    value.Kind = JsonKind.List;
                    value.Items = new List<Json>();
                    ReadItems(value, text, ref at, ']');
                    break;
                case '"':
                    value.Kind = JsonKind.Text;
                    value.Value = ReadText(text, ref at);
                    break;
                case 'n':
                    Word(text, ref at, "null");
                    break;
                case 't':
                    value.Kind = JsonKind.True;
                    Word(text, ref at, "true");
                    break;
                case 'f':
                    value.Kind = JsonKind.False;
                    Word(text, ref at, "false");
                    break;
                default:
                    value.Kind = JsonKind.Number;
                    while (at < text.Length && "+-.0123456789eE".IndexOf(text[at]) >= 0)
                    {
                        at++;
                    }
                    if (at == value.start)
                    {
                        throw Broken(text, at);
                    }
                    value.Value = text.Substring(value.start, at - value.start);
                    break;
            }
            value.end = at;
            return value;
        }

        private static void ReadItems(Json value, string text, ref int at, char close)
        {
            at++;
            Skip(text, ref at);
            bool first = true;
            while (at >= text.Length || text[at] != close)
            {
                if (!first)
                {
                    Word(text, ref at, ",");
                    Skip(text, ref at);
                }
                first = false;
                if (close == ']')
                {
                    value.Items.Add(Read(text, ref at));
                }
                else
                {
                    if (at >= text.Length || text[at] != '"')
                    {
                        throw Broken(text, at);
                    }
                    string name = ReadText(text, ref at);
                    Skip(text, ref at);
                    Word(text, ref at, ":");
                    value.Members.Add(new KeyValuePair<string, Json>(name, Read(text, ref at)));
                }
                Skip(text, ref at);
            }
            at++;
        }

        private static string ReadText(string text, ref int at)
        {
            int close = at + 1;
            while (close < text.Length && text[close] != '"' && text[close] != '\\')
            {
                close++;
            }
            if (close < text.Length && text[close] == '"')
            {
                string plain = text.Substring(at + 1, close - at - 1);
                at = close + 1;
                return plain;
            }
            var built = new StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                {
                    built.Append(text[at]);
                    continue;
                }
                at++;
                char escaped = at < text.Length ? text[at] : '\0';
                int simple = "bfnrt\"\\/".IndexOf(escaped);
                if (simple >= 0)
                {
                    built.Append("\b\f\n\r\t\"\\/"[simple]);
                }
                else if (escaped == 'u' && at + 4 < text.Length)
                {
                    built.Append((char)int.Parse(text.Substring(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 4;
                }
                else
                {
                    throw Broken(text, at);
                }
            }
            if (at >= text.Length)
            {
                throw Broken(text, at);
            }
            at++;
            return built.ToString();
        }

        private static void Word(string text, ref int at, string word)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                throw Broken(text, at);
            }
            at += word.Length;
        }

        private static void Skip(string text, ref int at)
        {
            while (at < text.Length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r'))
            {
                at++;
            }
        }

        private static FormatException Broken(string text, int at)
        {
            return new FormatException("no JSON at character " + at + " of " + text.Length);
        }
    }
}
