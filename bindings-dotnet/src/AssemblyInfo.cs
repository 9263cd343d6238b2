using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("WelinkPark.Tests")]
