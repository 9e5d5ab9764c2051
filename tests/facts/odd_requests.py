"""Requests as nobody would send them: valid ones of every kind, changed at random, each known again by its number."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from odd_values import changed, changed_bytes, changed_fields, changed_json, encoded, pairs

BOUNDARY = "boundary-of-odd-requests"
PARTS = "CADWIDGETS_STANDARD_PARTS"
SCREW = "ISO 4762 M6x20"
CLASSIC = {
    "CADFormatsList": ("ClassificationID", "PartNumber", "Version"),
    "CADdataAvailability": ("ClassificationID", "PartNumber"),
    "CADFormatAvailability": ("PartID", "SelectionPath", "CADFormatID"),
    "LanguagesList": ("Language",),
    "CatalogsList": ("SupplierInfo", "Language"),
    "CatalogAvailability": ("Catalog",),
    "CategoriesList": ("ClassificationID", "Language"),
    "ProductsList": ("ClassificationID", "Path", "Size", "Page"),
    "PartNumberAvailability": ("Catalog", "PartNumber", "SearchPNAliases", "PartNumberDetails"),
    "PartNumberData": ("ClassificationID", "PartNumber", "HtmlFormat", "CurrentStepNumber"),
    "CheckLogin": ("UserEmail",),
    "DownloadCADPath": ("UserEmail", "JobID", "Asynchronous"),
}
GATEWAY = {
    "/v2/Search/CatalogList": ("cultureInfo",),
    "/v2/Search/PartNumber/Availability": ("catalog", "partNumber", "removeChar"),
    "/v2/Search/YourOwnCode/Availability": ("yourOwnCode", "catalog"),
    "/v2/Search/Catalog/Availability": ("catalog",),
    "/v2/Product/cadFileUrl": ("cadRequestId",),
    "/v3/Product/CadDataAvailability": ("cultureInfo", "classificationCode", "partNumber"),
}
GOOD = {
    "ClassificationID": PARTS,
    "PartNumber": SCREW,
    "Version": "2",
    "CADFormatID": "19",
    "Language": "en",
    "PartID": "90-24112026-000010",
    "SelectionPath": "",
    "SupplierInfo": "1",
    "Catalog": PARTS,
    "Path": "",
    "Size": "10",
    "Page": "1",
    "SearchPNAliases": "1",
    "PartNumberDetails": "1",
    "HtmlFormat": "1",
    "CurrentStepNumber": "1",
    "UserEmail": "ann@example.com",
    "JobID": "123456789012",
    "Asynchronous": "1",
    "cultureInfo": "en",
    "catalog": PARTS,
    "partNumber": SCREW,
    "removeChar": "true",
    "yourOwnCode": "x",
    "cadRequestId": "123456789012",
    "classificationCode": PARTS,
}
IDS = (
    *[("GET", "/parts/%s"), ("GET", "/parts/%s/picture.png"), ("DELETE", "/parts/%s"), ("GET", "/files/%s/%s")],
    *[("GET", "/pictures/%s.png"), ("GET", "/pictures/%s/%s.png"), ("DELETE", "/catalog/own/%s"), ("GET", "/%s")],
    *[
        ("POST", "/keys/%s/disable"),
        ("PATCH", "/accounts/%s"),
        ("GET", "/v2/Account/CheckLogin/%s"),
        ("GET", "/docs/%s"),
    ],
)
FILTERS = ("d:6", "standard:ISO 4762,ISO 4017", "l:10..30", "l:1in..2in", "d:M6,M8", "family:screw", "l:..5")
QUERIES = (
    "q=M6x20 ISO 4762",
    "q=bore 25&page=2&size=20",
    "q=screw&sort=-l",
    f"classification={PARTS}",
    "q=&language=de",
)


@dataclass(frozen=True)
class OddRequest:
    """The bytes of a request; ``works`` means that a build may come of it; ``whole`` that its head is a proper one."""

    kind: str
    data: bytes
    works: bool = False
    whole: bool = True


class OddRequests:
    """Requests by their numbers: the same for the same seed. They come with the ``key`` and the gateway's ``token``."""

    def __init__(self, seed: int, key: str, token: str) -> None:
        self._seed, self._key, self._token = seed, key, token
        self._kinds: Sequence[Callable[[random.Random], OddRequest]] = (
            *(self._ids, self._head, self._parameters, self._json, self._form, self._multipart),
            *(self._query, self._filters, self._classic, self._gateway, self._gateway_body),
        )

    def __getitem__(self, number: int) -> OddRequest:
        chance = random.Random(f"{self._seed}:{number}")  # noqa: S311 - it has to come again
        return self._kinds[number % len(self._kinds)](chance)

    def _send(
        self, kind: str, method: str, target: bytes, body: bytes = b"", content: str = "", works: bool = False
    ) -> OddRequest:
        head = b"%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Api-Key: %s\r\n" % (method.encode(), target, self._key.encode())
        head += f"Authorization: Bearer {self._token}\r\nAccept: application/json\r\n".encode()
        if method != "GET":
            head += f"Content-Type: {content}\r\nContent-Length: {len(body)}\r\n".encode()
        return OddRequest(kind, head + b"\r\n" + body, works)

    def _ids(self, chance: random.Random) -> OddRequest:
        odd = encoded(chance, changed(chance, chance.choice(["abcd1234", "123456789012", "90-24112026-000010", "ann"])))
        by_id = f"/parts/build?type=STL&key={self._key}&id=%s"
        method, path = chance.choice([*IDS, ("GET", by_id)])
        return self._send("ids", method, path.encode().replace(b"%s", odd), works="pictures" in path or "png" in path)

    def _head(self, chance: random.Random) -> OddRequest:
        target = b"/catalog/search?q=screw" if chance.random() < 0.5 else b"/health"
        head, _, _ = self._send("", "GET", target).data.rpartition(b"\r\n\r\n")
        lines = [b"Accept-Language: de", b"Range: bytes=0-5", b"If-None-Match: *", b"Cookie: a=b", b"Origin: null"]
        lines += [b"Accept: text/html;q=0.5, */*;q=x", b"X-Forwarded-For: 1", b"Sec-Fetch-Site: cross-site"]
        head += b"\r\n" + chance.choice(lines)
        return OddRequest("head", changed_bytes(chance, head) + b"\r\n\r\n", whole=False)

    def _parameters(self, chance: random.Random) -> OddRequest:
        works = chance.random() < 0.01
        fields = {"id": "handle" if works else "nosuch12", "type": "STL", "preset": "small", "o.tolerance": "0.1"}
        fields |= {"p.length": "5", "version": "1"}
        name = chance.choice(list(fields))
        fields[name if chance.random() < 0.8 else changed(chance, name)] = changed(chance, fields[name])
        content = "application/x-www-form-urlencoded"
        return self._send("parameters", "POST", b"/parts/build", b"&".join(pairs(chance, fields)), content, works=True)

    def _json(self, chance: random.Random) -> OddRequest:
        path, said = chance.choice(
            [
                ("/parts/build", {"id": "nosuch12", "type": "STL", "length": [1, 2.5], "on": True}),
                ("/accounts", {"name": "ann", "quota": 5}),
                ("/keys", {"account": "ann", "files": "stp,pdf", "zip_type": "zip"}),
                ("/catalog/own/of_another", {"title": "T", "rows": [{"part_number": "1", "d": "5"}]}),
            ]
        )
        body = changed_json(chance, said)
        method = "PUT" if "own" in path else "POST"
        return self._send("json", method, path.encode(), body, "application/json", works=path == "/parts/build")

    def _form(self, chance: random.Random) -> OddRequest:
        path = chance.choice([b"/parts/build", b"/accounts", b"/keys", b"/parts"])
        body = changed_bytes(chance, urlencode({"id": "nosuch12", "type": "STL", "name": "ann", "x": "1 2&3"}).encode())
        works = path.startswith(b"/parts")
        return self._send("form", "POST", path, body, "application/x-www-form-urlencoded", works)

    def _multipart(self, chance: random.Random) -> OddRequest:
        parts = {'name="id"': "nosuch12", 'name="type"': "STL", 'name="files"; filename="a.txt"': "x" * 50}
        body = "".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n" for head, text in parts.items()
        )
        body_bytes = changed_bytes(chance, f"{body}--{BOUNDARY}--\r\n".encode())
        content = f"multipart/form-data; boundary={BOUNDARY}"
        return self._send("multipart", "POST", b"/parts/build", body_bytes, content, works=True)

    def _query(self, chance: random.Random) -> OddRequest:
        path = chance.choice(["/catalog/search", "/catalog/search", "/parts", "/catalog/sizes", "/keys"])
        query = changed(
            chance, chance.choice([*QUERIES, "q=box&limit=5&offset=2", "of=deep-groove bearing.d, d=10..50"])
        )
        target = path.encode() + b"?" + quote(query.encode("utf-8", "surrogatepass"), "=&%+").encode()
        return self._send("query", "GET", target)

    def _filters(self, chance: random.Random) -> OddRequest:
        filters = [changed(chance, chance.choice(FILTERS)) for _ in range(chance.randint(1, 3))]
        pieces = [b"filter=" + encoded(chance, each) for each in filters]
        return self._send("filters", "GET", b"/catalog/search?q=screw&" + b"&".join(pieces))

    def _classic(self, chance: random.Random) -> OddRequest:
        call = chance.choice(list(CLASSIC))
        fields = {"ApiKey": self._key, "Format": chance.choice(["json", "xml"])}
        fields |= {name: GOOD[name] for name in CLASSIC[call]}
        query = b"&".join(pairs(chance, changed_fields(chance, fields)))
        return self._send("classic", "GET", f"/tpowebservices/{call}?".encode() + query)

    def _gateway(self, chance: random.Random) -> OddRequest:
        path = chance.choice(list(GATEWAY))
        fields = changed_fields(chance, {name: GOOD[name] for name in GATEWAY[path]})
        return self._send("gateway", "GET", path.encode() + b"?" + b"&".join(pairs(chance, fields)))

    def _gateway_body(self, chance: random.Random) -> OddRequest:
        path, said = chance.choice(
            [
                ("/v2/RequestToken", {"tenantUid": "0f1f6f0c-38c1-4bb4-8f0a-6a0a4c3f6f55", "apiKey": self._key}),
                ("/v2/Account/SignUp", {"userEmail": "ann@example.com", "company": "x", "country": "de"}),
                ("/v3/Product/cadRequest", {"userEmail": "nobody@example.com", "cultureInfo": "en", "cadFormatId": 19}),
            ]
        )
        return self._send("gateway body", "POST", path.encode(), changed_json(chance, said), "application/json")
