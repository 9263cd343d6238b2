using System;
using System.Collections.Generic;
using System.Globalization;

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

    /// <summary>A JSON value within its text, read when it is asked for; numbers keep their literal.</summary>
    internal sealed class Json
    {
        /// <summary>Reads what endpoints without an answer give.</summary>
        internal static readonly Func<Json, object> Nothing = json => null;

        private static readonly TimeSpan China = TimeSpan.FromHours(8);

        private readonly string source;

        // Of the whole text, the end is found by the first who looks.
        private Piece piece;

        // Of an object, once it has been looked at.
        private Member[] members;
        private int count;

        // Readers ask in the order in which the library writes.
        private int next;

        // Of a list or an object, if all of it was asked for.
        private List<Json> items;
        private List<KeyValuePair<string, Json>> pairs;

        private Json(string source, Piece piece)
        {
            this.source = source;
            this.piece = piece;
        }

        private Json(string source, Piece piece, Member[] members, int count)
            : this(source, piece)
        {
            this.members = members;
            this.count = count;
        }

        internal JsonKind Kind
        {
            get
            {
                switch (source[piece.Start])
                {
                    case '{': return JsonKind.Object;
                    case '[': return JsonKind.List;
                    case '"': return JsonKind.Text;
                    case 'n': return JsonKind.Null;
                    case 't': return JsonKind.True;
                    case 'f': return JsonKind.False;
                    default: return JsonKind.Number;
                }
            }
        }

        /// <summary>A text, or a number's literal; null for anything else.</summary>
        internal string Value
        {
            get { return Text(Found()); }
        }

        /// <summary>The values of a list; null for anything else.</summary>
        internal List<Json> Items
        {
            get
            {
                if (items == null && Kind == JsonKind.List)
                {
                    items = new List<Json>();
                    Each(item => items.Add(item));
                }
                return items;
            }
        }

        /// <summary>The members of an object, in their order; null for anything else.</summary>
        internal List<KeyValuePair<string, Json>> Members
        {
            get
            {
                if (pairs == null && Kind == JsonKind.Object)
                {
                    Look();
                    pairs = new List<KeyValuePair<string, Json>>(count);
                    for (int index = 0; index < count; index++)
                    {
                        pairs.Add(new KeyValuePair<string, Json>(Text(members[index].Name), new Json(source, members[index].Value)));
                    }
                }
                return pairs;
            }
        }

        /// <summary>How many members an object has.</summary>
        internal int Count
        {
            get
            {
                Look();
                return count;
            }
        }

        /// <summary>The value as it was written.</summary>
        internal string Raw
        {
            get { return source.Substring(piece.Start, Found().End - piece.Start); }
        }

        /// <summary>The value of a whole text. Whoever looks at it first finds out whether it is JSON.</summary>
        internal static Json Parse(string text)
        {
            int at = 0;
            JsonScan.Blanks(text, ref at);
            if (at == text.Length)
            {
                throw JsonScan.Broken(text, at);
            }
            return new Json(text, new Piece(at, 0, false));
        }

        internal Json Find(string name)
        {
            int index = Locate(name);
            return index < 0 ? null : new Json(source, members[index].Value);
        }

        internal IReadOnlyList<T> List<T>(Func<Json, T> read)
        {
            if (Kind != JsonKind.List)
            {
                throw new FormatException("not a list: " + Raw);
            }
            var list = new List<T>();
            Each(item => list.Add(read(item)));
            return list.AsReadOnly();
        }

        internal long AsLong()
        {
            return Long(Found());
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
            return Long(Need(name));
        }

        internal long? IdOrNull(string name)
        {
            int index = Locate(name);
            return index < 0 ? (long?)null : Long(members[index].Value);
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
            return Flag(Need(name));
        }

        internal bool? FlagOrNull(string name)
        {
            int index = Locate(name);
            return index < 0 ? (bool?)null : Flag(members[index].Value);
        }

        internal string Text(string name)
        {
            int index = Locate(name);
            return index < 0 ? null : Text(members[index].Value);
        }

        internal decimal Money(string name)
        {
            return Money(Need(name));
        }

        internal decimal? MoneyOrNull(string name)
        {
            int index = Locate(name);
            return index < 0 ? (decimal?)null : Money(members[index].Value);
        }

        internal DateTime Date(string name)
        {
            return Date(Need(name));
        }

        internal DateTime? DateOrNull(string name)
        {
            int index = Locate(name);
            return index < 0 ? (DateTime?)null : Date(members[index].Value);
        }

        internal DateTimeOffset Time(string name)
        {
            return Time(Need(name));
        }

        internal DateTimeOffset? TimeOrNull(string name)
        {
            int index = Locate(name);
            return index < 0 ? (DateTimeOffset?)null : Time(members[index].Value);
        }

        internal IReadOnlyList<long> Ids(string name)
        {
            return Whole(name).List(item => item.AsLong());
        }

        internal IReadOnlyList<string> Texts(string name)
        {
            return Whole(name).List(item => item.AsText());
        }

        internal T Object<T>(string name, Func<Json, T> read)
            where T : class
        {
            Json value = Find(name);
            return value == null ? null : read(value);
        }

        private Json Whole(string name)
        {
            return new Json(source, Need(name));
        }

        private Piece Need(string name)
        {
            int index = Locate(name);
            if (index < 0)
            {
                throw new FormatException(name + " is missing");
            }
            return members[index].Value;
        }

        /// <summary>The member's place; less than 0 if it is null or missing.</summary>
        private int Locate(string name)
        {
            Look();
            // Once looked at, a value may be asked by several threads.
            int index = next;
            for (int left = count; left > 0; left--, index++)
            {
                index = index < count ? index : 0;
                if (IsNamed(members[index].Name, name))
                {
                    next = index + 1;
                    return source[members[index].Value.Start] == 'n' ? -1 : index;
                }
            }
            return -1;
        }

        private bool IsNamed(Piece written, string name)
        {
            if (written.IsEscaped)
            {
                return Text(written) == name;
            }
            return written.End - written.Start - 2 == name.Length && string.CompareOrdinal(source, written.Start + 1, name, 0, name.Length) == 0;
        }

        /// <summary>Looks where an object's members are; anything else has none.</summary>
        private void Look()
        {
            if (members != null)
            {
                return;
            }
            Member[] found = JsonScan.None;
            if (source[piece.Start] == '{')
            {
                int at = piece.Start;
                JsonScan.Object(source, ref at, ref found, out count);
                Ends(at, false);
            }
            members = found;
        }

        private void Each(Action<Json> take)
        {
            int at = piece.Start;
            int expected = 0;
            for (bool first = true; JsonScan.More(source, ref at, ']', first); first = false)
            {
                int start = at;
                if (source[at] == '{')
                {
                    // Its members at once, in an array that fits if all are of a kind.
                    var found = new Member[expected];
                    int many;
                    JsonScan.Object(source, ref at, ref found, out many);
                    expected = many;
                    take(new Json(source, new Piece(start, at, false), found, many));
                }
                else
                {
                    take(new Json(source, JsonScan.Value(source, ref at)));
                }
            }
            Ends(at, false);
        }

        private Piece Found()
        {
            if (piece.End == 0)
            {
                int at = piece.Start;
                bool isEscaped = JsonScan.Value(source, ref at).IsEscaped;
                Ends(at, isEscaped);
            }
            return piece;
        }

        /// <summary>The value was seen to end here; of the whole text, nothing may follow.</summary>
        private void Ends(int at, bool isEscaped)
        {
            if (piece.End != 0)
            {
                return;
            }
            int end = at;
            JsonScan.Blanks(source, ref at);
            if (at != source.Length)
            {
                throw JsonScan.Broken(source, at);
            }
            piece = new Piece(piece.Start, end, isEscaped);
        }

        private int Two(int at)
        {
            return ((source[at] - '0') * 10) + source[at + 1] - '0';
        }

        /// <summary>A number's value, or that of a text with one.</summary>
        private long Long(Piece value)
        {
            int quote = source[value.Start] == '"' ? 1 : 0;
            int at = value.Start + quote;
            int end = value.End - quote;
            if (at == end || end - at > 18)
            {
                return long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            }
            long number = 0;
            for (; at < end; at++)
            {
                int digit = source[at] - '0';
                if (digit < 0 || digit > 9)
                {
                    return long.Parse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                }
                number = (number * 10) + digit;
            }
            return number;
        }

        private bool Flag(Piece value)
        {
            return source[value.Start] == 't';
        }

        private decimal Money(Piece value)
        {
            return decimal.Parse(Text(value), NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        private DateTime Date(Piece value)
        {
            return DateTime.ParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        private DateTimeOffset Time(Piece time)
        {
            int at = time.Start + 1;
            // The library writes times in one way; lists have one in every record.
            if (time.End - time.Start == 27 && string.CompareOrdinal(source, at + 19, "+08:00", 0, 6) == 0)
            {
                int year = (Two(at) * 100) + Two(at + 2);
                return new DateTimeOffset(year, Two(at + 5), Two(at + 8), Two(at + 11), Two(at + 14), Two(at + 17), China);
            }
            return DateTimeOffset.ParseExact(Text(time), JsonWriter.TimeFormat, CultureInfo.InvariantCulture);
        }

        private string Text(Piece value)
        {
            char first = source[value.Start];
            if (first == '"')
            {
                return value.IsEscaped ? JsonScan.Unescaped(source, value) : source.Substring(value.Start + 1, value.End - value.Start - 2);
            }
            return first == '-' || (first >= '0' && first <= '9') ? source.Substring(value.Start, value.End - value.Start) : null;
        }
    }
}
