"""Turns what can go wrong while serving into words: every message of an error that a page may show, in both languages.

What is only for the operator (`BackendError`, whatever keeps a server from starting) is English and not here.
"""

from http import HTTPStatus

from esgraph.errors import English, Message

# What the framework refuses

#: The English words are the standard library's, which has some for every status.
_POLISH: dict[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "serwer nie rozumie tego żądania",
    HTTPStatus.FORBIDDEN: "serwer rozumie to żądanie, ale go nie wykona",
    HTTPStatus.NOT_FOUND: "pod tym adresem niczego nie ma",
    HTTPStatus.METHOD_NOT_ALLOWED: "pod tym adresem nie używa się tej metody",
    HTTPStatus.NOT_ACCEPTABLE: "nie ma tego w żadnej z postaci, które przyjmuje klient",
    HTTPStatus.REQUEST_TIMEOUT: "żądanie przychodziło za długo",
    HTTPStatus.PRECONDITION_FAILED: "warunki podane w żądaniu nie są spełnione",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "treść żądania jest za długa",
    HTTPStatus.REQUEST_URI_TOO_LONG: "adres jest za długi",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "treść żądania jest w postaci, której serwer nie przyjmuje",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "plik nie ma takiego zakresu bajtów",
    HTTPStatus.TOO_MANY_REQUESTS: "za dużo żądań w krótkim czasie",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "nagłówki żądania są za długie",
    HTTPStatus.INTERNAL_SERVER_ERROR: "błąd serwera; szczegóły są w jego dzienniku",
    HTTPStatus.NOT_IMPLEMENTED: "serwer nie zna takiego żądania",
    HTTPStatus.BAD_GATEWAY: "inny serwer, od którego zależy odpowiedź, jej nie dał",
    HTTPStatus.SERVICE_UNAVAILABLE: "serwer nie może teraz odpowiedzieć",
}


#: Where the standard's words are for who knows it.
_ENGLISH = {HTTPStatus.NOT_FOUND: "there is nothing at this address"}


def of_status(status: HTTPStatus) -> Message:
    """What is told of a status that needs no further words."""
    polish = _POLISH.get(status, "serwer nie może odpowiedzieć na to żądanie")
    english = _ENGLISH.get(status) or status.description or status.phrase
    return Message("{pl}", "{en}", {"pl": polish, "en": english})


# The parameters of an address

PARAMETER = Message(
    "parametr „{name}” nie może mieć wartości „{value}”: {allowed}",
    "the parameter “{name}” cannot be “{value}”: {allowed}",
)
NOTHING_WRITTEN = Message(
    "parametr „{name}” nie może być pusty: {allowed}", "the parameter “{name}” cannot be empty: {allowed}"
)
ONE_OF = Message("może to być: {choices}", "it is one of: {choices}")
A_NUMBER = Message("to liczba od {least} do {most}", "it is a number from {least} to {most}")
A_YEAR = Message("to rok z czterech cyfr, na przykład 2018", "it is a year of four digits, such as 2018")
A_TIME = Message(
    "to rok albo miesiąc, na przykład 2018 albo 2018-06; „none” to rzeczy bez daty, których nie ma w kalendarzu",
    "it is a year or a month, such as 2018 or 2018-06; “none” means things without a date, "
    "which a calendar does not have",
)
AN_AREA = Message(
    "to kod TERC województwa (dwie cyfry) albo powiatu (cztery), na przykład 1434",
    "it is the TERC code of a voivodeship (two digits) or a county (four), such as 1434",
)
AN_IRI = Message("to pełny adres IRI właściwości", "it is the absolute IRI of a property")
AN_EXCEL = Message(
    "to 1 (średnik i przecinek dziesiętny) albo en (przecinek i kropka dziesiętna)",
    "it is 1 (semicolon and decimal comma) or en (comma and decimal point)",
)
NO_END = Message(
    "adres wymaga parametru „{name}”: nazwy organizacji lub urzędu albo tego, co stoi na końcu ich adresu",
    "the address needs the parameter “{name}”: the name of an organisation or office, or what their address ends with",
)
MAY_MEAN = Message("może chodzić o: {listed}", "it may mean: {listed}")
NOBODY_CALLED_SO = Message(
    "nie ma tu organizacji ani urzędu o takiej nazwie", "there is no organisation or office of such a name here"
)
NOT_TAKEN = Message("ten adres nie ma parametru „{name}”", "this address takes no parameter “{name}”")
IT_TAKES = Message("może mieć: {listed}", "it takes: {listed}")
PARAMETER_TOO_LONG = Message(
    "parametr „{name}” jest za długi: znaków {length}, a przyjmowanych jest najwyżej {most}",
    "the parameter “{name}” is too long: it has {length} characters; at most {most} are taken",
)
NO_SUCH_PAGE = Message(
    "stron jest {pages}, a strony {number} nie ma", "there is no page {number}; the last one is {pages}"
)

# Requests to the endpoint

NO_QUERY_IN_FORM = Message("formularz nie ma parametru „query”", "the form has no parameter “query”")
NEITHER_FORM_NOR_QUERY = Message(
    "treść żądania nie jest ani formularzem, ani zapytaniem", "the body is neither a form nor a query"
)
SEND_EITHER = Message("wyślij {form} albo {direct}", "send {form} or {direct}")
NOT_UTF8 = Message("zapytanie nie jest zapisane w UTF-8", "the query is not in UTF-8")
SEVERAL_QUERIES = Message("w żądaniu jest więcej niż jedno zapytanie", "there is more than one query in the request")
READ_ONLY = Message(
    "tu można tylko czytać; aktualizacje nie są przyjmowane", "this endpoint is read-only; updates are not taken"
)
EMPTY_QUERY = Message("zapytanie jest puste", "the query is empty")
QUERY_TOO_LONG = Message(
    "zapytanie jest za długie: znaków {length}, a przyjmowanych jest najwyżej {most}",
    "the query has {length} characters; at most {most} are taken",
)
TOO_DEEP = Message(
    "zapytanie jest zagnieżdżone zbyt głęboko: poziomów {depth}, a przyjmowanych jest najwyżej {most}",
    "the query is nested {depth} deep; at most {most} are taken",
)
OTHER_GRAPHS = Message("to nie jest graf tego zbioru danych: {graphs}", "not a graph of this dataset: {graphs}")
LIST_GRAPHS = Message(
    "grafy zbioru wymienia {query}",
    "list its graphs with {query}",
    {"query": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"},
)
NOT_ACCEPTABLE = Message(
    "nie ma tego w żadnym z typów, które przyjmuje klient", "none of the accepted media types can be had"
)
NOT_OF_THIS_FORM = Message(
    "wynik takiego zapytania nie ma postaci „{name}”", "the result of such a query does not come as “{name}”"
)
ASK_FOR = Message("poproś o: {offers}", "ask for: {offers}")

# Requests to the reconciliation service

IN_REQUEST = Message("w {where}: {what}", "in {where}: {what}")
NOT_JSON = Message("to nie jest JSON", "this is not JSON")
AN_OBJECT = Message("tu ma być obiekt JSON", "a JSON object is expected here")
A_LIST = Message("tu ma być lista JSON", "a JSON array is expected here")
A_STRING = Message("tu ma być napis", "a string is expected here")
A_VALUE = Message(
    "tu ma być napis, liczba, wartość logiczna albo obiekt z „id”",
    "a string, a number, a boolean or an object with “id” is expected here",
)
WHOLE_NUMBER = Message(
    "tu ma być liczba całkowita, co najmniej {least}", "a whole number is expected here, {least} or more"
)
TOO_MANY_OF = Message(
    "jest ich {number}, a przyjmowanych jest najwyżej {most}", "there are {number}; at most {most} are taken"
)
TEXT_TOO_LONG = Message(
    "znaków jest {length}, a przyjmowanych jest najwyżej {most}", "it has {length} characters; at most {most} are taken"
)
NOTHING_ASKED = Message(
    "zapytanie wymaga „query” (napis) albo „properties” (wartości właściwości)",
    "a query needs “query” (a string) or “properties” (values of properties)",
)
NO_SUCH_PROPERTY = Message(
    "nie ma tu właściwości „{name}”; wszystkie wymienia /reconcile/properties",
    "there is no property “{name}” here; /reconcile/properties lists them all",
)
NO_QUERIES = Message(
    "formularz nie ma parametru „queries” ani „extend”", "the form has neither the parameter “queries” nor “extend”"
)
QUERIES_OR_EXTEND = Message(
    "żądanie ma i „queries”, i „extend”; wyślij je osobno",
    "the request has both “queries” and “extend”; send them apart",
)
NO_SUCH_ID = Message("nie ma tu rzeczy o identyfikatorze „{name}”", "there is no thing with the id “{name}” here")
SEND_FORM = Message("wyślij {form}", "send {form}")

# The text of a query

AT_PLACE = Message("wiersz {line}, kolumna {column}: {what}", "line {line}, column {column}: {what}")
NOT_SPARQL = Message("zapytanie nie jest poprawne: {detail}", "the query is not valid SPARQL: {detail}")
NO_PREFIX = Message(
    "przedrostek „{prefix}:” nie jest zadeklarowany (PREFIX {prefix}: <…>)",
    "the prefix “{prefix}:” is not declared (PREFIX {prefix}: <…>)",
)
NAMED_TWICE = Message("SELECT ma dwie kolumny o tej samej nazwie", "SELECT has two columns of the same name")
NO_FORM = Message("nie jest to SELECT, ASK, CONSTRUCT ani DESCRIBE", "it is no SELECT, ASK, CONSTRUCT or DESCRIBE")
OF_ONE_SERVER = Message("{token} należy do języka jednego serwera", "{token} is of one server's own language")
NO_MORE_SAID = Message("magazyn nie mówi nic więcej", "the store says no more")
OPEN_STRING = Message(
    "napis nie jest zamknięty albo ma sekwencję, która nie oznacza żadnego znaku",
    "the string is not closed, or has an escape that stands for no character",
)
MISPLACED_CHARACTER = Message("znak U+{code:04X} nie może tu stać", "the character U+{code:04X} cannot stand here")
LESS_OR_IRI = Message(
    "„<” może tu porównywać albo zaczynać IRI; postaw po nim odstęp albo napisz pełne IRI",
    "“<” may compare here or begin an IRI; put a space after it, or write the IRI in full",
)
CANNOT_EVALUATE = Message("zapytania nie da się wykonać: {detail}", "the query cannot be evaluated: {detail}")
NOT_AS_TYPE = Message(
    "wynik takiego zapytania nie ma postaci {media_type}", "this form of query cannot be answered as {media_type}"
)
NO_TABLE = Message(
    "wynikiem takiego zapytania jest graf, a nie tabela", "this form of query gives a graph and no table"
)
NO_GRAPH = Message(
    "wynikiem takiego zapytania jest tabela, a nie graf", "this form of query gives a table and no graph"
)

# SERVICE

SERVICE_REFUSED = Message("SERVICE jest tu niedozwolone: {reason}", "SERVICE is refused: {reason}")
SERVICE_UNEXPECTED = Message("SERVICE jest tu niedozwolone", "SERVICE is refused")
CALLS_NO_OTHER = Message("ten serwer nie pyta innych", "this endpoint calls no other")
SERVICE_INSIDE = Message(
    "stoi wewnątrz innego SERVICE, więc tamten serwer miałby pytać ten",
    "it stands inside another, whose endpoint would be asked to call it",
)
OTHER_HOST = Message(
    "tego hosta nie ma wśród tych, które ten serwer pyta", "the endpoint's host is not one that this endpoint calls"
)
SERVICE_ESCAPED = Message("jest zapisane sekwencjami \\u", "it is written with escapes")
SERVICE_NOWHERE = Message("nie ma adresu, który miałoby pytać", "it has no endpoint")
SERVICE_VARIABLE = Message("adres, który ma pytać, jest zmienną", "its endpoint is a variable")
SERVICE_NO_IRI = Message("adres, który ma pytać, nie jest IRI", "its endpoint is not an IRI")
SERVICE_NO_GROUP = Message("po adresie nie ma grupy w nawiasach", "no group follows its endpoint")
SERVICE_GLUED = Message("to słowo nie stoi oddzielnie", "the keyword is not a word of its own")
SERVICE_FAILED = Message("SERVICE <{endpoint}>: {reason}", "SERVICE <{endpoint}>: {reason}")
SERVICE_LATER = Message(
    "zapytaj później albo napisz SERVICE SILENT, żeby się bez tego obyć",
    "ask later, or write SERVICE SILENT to do without",
)
NO_SUCH_ENDPOINT = Message("nie ma takiego adresu", "there is no such endpoint")
WOULD_CALL_ANOTHER = Message(
    "zapytanie kazałoby mu pytać jeszcze inny serwer", "the query for it would have it call another"
)
CALLED_TOO_OFTEN = Message(
    "zapytanie pyta go zbyt często albo zbyt długo", "the query calls it too often, or for too long"
)
REMOTE_LATE = Message("cała odpowiedź nie przyszła w ciągu {seconds} s", "there was no whole answer within {seconds} s")
REMOTE_AWAY = Message("nie można się z nim połączyć", "it cannot be reached")
REMOTE_UNKNOWN = Message("jego nazwa nie ma adresu", "its name has no address")
REMOTE_PRIVATE = Message(
    "jego nazwa prowadzi do adresu, który nie jest publiczny", "its name leads to an address that is not public"
)
REMOTE_REDIRECTS = Message(
    "przekierowuje, a przekierowania nie są tu brane pod uwagę", "it redirects, and redirects are not followed"
)
REMOTE_STATUS = Message("odpowiedział ze statusem {status}", "it answered with status {status}")
REMOTE_COMPRESSED = Message(
    "odpowiedź jest skompresowana, o co nikt nie prosił", "its answer is compressed, which was not asked for"
)
REMOTE_FORMAT = Message(
    "odpowiedź nie jest w żadnym z formatów wyników SPARQL", "its answer is not in a format of SPARQL results"
)
REMOTE_LONG = Message("odpowiedź jest dłuższa niż {limit} bajtów", "its answer is longer than {limit} bytes")
REMOTE_PART = Message("odpowiedź nie jest cała", "its answer is not whole")
REMOTE_TLS = Message(
    "jego certyfikat nie jest ważny dla tej nazwy albo ten serwer nie używa TLS",
    "its certificate is not valid for its name, or it speaks no TLS",
)
REMOTE_UNREADABLE = Message("nie dał odpowiedzi, którą można odczytać", "it gave no answer that can be read")

# Limits

TOO_SLOW = Message("zapytanie trwało dłużej niż {seconds} s", "the query took longer than {seconds} s")
TOO_SLOW_AND_LATE = Message(
    "zapytanie trwało dłużej niż {seconds} s, a wcześniej czekało na swoją kolej {waited} s",
    "the query took longer than {seconds} s, and waited {waited} s for its turn before",
)
TOO_MANY_SLOW = Message("zbyt wiele powolnych zapytań naraz", "too many slow queries at once")
NO_PLACE_FOR_SLOW = Message(
    "zbyt wiele powolnych zapytań naraz, a w ciągu {seconds} s nie zwolniło się dla tego miejsce",
    "too many slow queries at once, and no place became free for this one within {seconds} s",
)
OUT_OF_MEMORY = Message(
    "zapytanie potrzebowało więcej niż {mebibytes} MiB pamięci albo więcej, niż wytrzymuje jego silnik",
    "the query needed more than {mebibytes} MiB of memory, or more than its engine can bear",
)
TOO_MANY_WAIT = Message("zbyt wielu czeka na tę samą odpowiedź", "too many wait for the same answer")
TOO_MANY_QUERIES = Message("zbyt wiele zapytań naraz", "too many queries at once")
ANSWER_TOO_LONG = Message("odpowiedź ma ponad {mebibytes} MiB", "the answer has more than {mebibytes} MiB")
NO_ROOM = Message("na tak długą odpowiedź nie ma teraz miejsca", "there is no room for so long an answer now")
TOO_MANY_SEARCHES = Message("zbyt wiele wyszukiwań naraz", "too many searches at once")
SEARCH_TOO_SLOW = Message("wyszukiwanie trwało zbyt długo", "the search took too long")
TOO_MANY_NETWORKS = Message("zbyt wielu naraz pyta o sieć", "too many ask for the network at once")
NETWORK_TOO_SLOW = Message("odpowiedź o sieci trwała zbyt długo", "the answer about the network took too long")
NO_NETWORK = Message("to wydanie nie ma sieci organizacji", "this release has no network of organisations")
VIEW_TOO_LARGE = Message(
    "ten wycinek sieci ma więcej niż {most} krawędzi, a tyle najwyżej może mieć plik na żądanie",
    "this part of the network has more than {most} edges, which is the most that a file on request may have",
)
NETWORK_TOO_WIDE = Message(
    "ta organizacja ma {partners} partnerów; drugi krok od niej serwer robi, gdy jest ich najwyżej {most}",
    "this organisation has {partners} partners; the server takes a second step where there are {most} at most",
)
ONE_STEP = Message(
    "poprzestań na partnerach (bez depth=2) albo użyj „esgraph.network” na pobranym wydaniu",
    "stay with its partners (without depth=2), or use “esgraph.network” on a release of your own",
)
WITHDRAWN = Message("wycofano to {date}: {reason}", "this was withdrawn on {date}: {reason}")
WHOLE_INSTEAD = Message(
    "weź plik całej sieci (/downloads) albo użyj „esgraph network”, które zapisuje dowolny wycinek",
    "take the file of the whole network (/downloads), or use “esgraph network”, which writes any part of it",
)
STORE_ROWS = Message(
    "magazyn daje najwyżej tyle wierszy: {rows} (ResultSetMaxRows)",
    "the store gives at most {rows} rows (ResultSetMaxRows)",
)
STORE_PARTIAL = Message(
    "magazyn dał tylko to, co znalazł w swoim czasie", "the store gave only what it had found in its time"
)
STORE_TOO_SLOW = Message("magazyn potrzebował więcej niż {seconds} s", "the store took more than {seconds} s")

# The store and the release

NO_ANSWER = Message(
    "magazyn danych, z którego korzysta ten serwer, nie dał odpowiedzi",
    "the store behind this server gave no answer",
)
IN_A_MOMENT = Message("spróbuj ponownie za chwilę", "try again in a moment")
IN_A_MINUTE = Message("spróbuj ponownie za minutę", "try again in a minute")
PROCESSES_END = Message("procesy magazynu same się kończą", "the processes of the store end by themselves")
STORE_NOT_LOADED = Message(
    "nie udało się wczytać magazynu; jego proces się zakończył (brak pamięci?)",
    "the store could not be loaded; its process ended (out of memory?)",
)
STORE_CLOSED = Message("magazyn jest zamknięty", "the store is closed")
STORE_CHANGES = Message("do magazynu wgrywane jest inne wydanie", "the store is being given another release")
RELEASE_CHANGED = Message(
    "wydanie na dysku nie jest tym, które jest podawane", "the release on disk is not the one being served"
)
RESTART = Message("uruchom serwer ponownie", "restart the server")
INDEX_UNREADABLE = Message(
    "nie da się odczytać indeksu tego wydania: {detail}", "an index of the release cannot be read: {detail}"
)
BUILD_AGAIN = Message("zbuduj wydanie ponownie", "build the release again")
GRAPHLESS = Message("stwierdzenie bez grafu", "a statement without a graph")

# The past

TOO_MUCH_CHANGED = Message(
    "między wydaniami {old} i {new} zmieniło się za dużo, żeby policzyć to na żądanie",
    "too much changed between the releases {old} and {new} for it to be computed on request",
)
COMPARE_YOURSELF = Message(
    "pobierz oba wydania i użyj „esgraph diff”; zmiany między kolejnymi wydaniami są policzone z góry",
    "fetch both releases and use “esgraph diff”; the changes between a release and the next are computed beforehand",
)

# What is turned away before it reaches the application

AT_ONCE = Message("żądań naraz jest więcej niż {allowed}", "more than {allowed} requests at once")
A_MINUTE = Message("żądań w ciągu minuty jest więcej niż {allowed}", "more than {allowed} requests a minute")
WAIT = Message(
    "spróbuj ponownie za {wait} s; jeśli chodzi o dużo danych, pobierz cały plik",
    "try again in {wait} s; for much data, take the dump",
)
ONLY_READ = Message("to można tylko czytać", "this is only read")
FOR_THE_OPERATOR = Message("te liczby są dla sieci operatora", "the numbers are for the operator's networks")
BODY_LATE = Message("treść żądania nie przyszła na czas", "the body did not arrive in time")
BODY_TOO_LONG = Message("treść żądania ma więcej bajtów niż {most}", "the body has more than {most} bytes")
TOO_MANY_LONG = Message("zbyt wiele długich odpowiedzi jest w drodze", "too many long answers are being sent")
SMALL_METHOD = Message(
    "nazwy metod pisze się wielkimi literami (RFC 9110, punkt 9.1)",
    "methods are written in capital letters (RFC 9110, section 9.1)",
)
ONE_HOST = Message(
    "żądanie podaje jeden nagłówek Host; w tym jest ich {number} (RFC 9112, punkt 3.2)",
    "a request names one Host; this one names {number} (RFC 9112, section 3.2)",
)
NO_HOST = Message(
    "Host nie jest nazwą ani adresem hosta (RFC 9110, punkt 7.2)",
    "the Host is no name or address of a host (RFC 9110, section 7.2)",
)
HEADER_TOO_LONG = Message(
    "nagłówek {name} ma więcej znaków niż {most}", "the header {name} has more than {most} characters"
)
BAD_HEADER = Message("nagłówek {name} ma niedozwoloną wartość", "{name} is not what such a header says")


def not_sparql(detail: str) -> Message:
    """A syntax error in the words of a parser."""
    return NOT_SPARQL.of(detail=English(detail))
