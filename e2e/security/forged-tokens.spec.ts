import { signUpOverHttp } from "@/e2e/support/accounts";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";

test("a forged or broken access token is refused, and revokes nothing", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const [head = "", payload = "", signature = ""] = (browser.accessToken ?? "").split(".");
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const claims = decode(payload);
  const header = decode(head);
  const withHeader = (changes: object) => `${encode({ ...header, ...changes })}.${payload}.${signature}`;
  const keys = (await browser.get("/.well-known/jwks.json")).text;
  const refresh = browser.jar.find("latchkey_refresh")?.value ?? "";
  const tokens = [
    "x",
    ".",
    "..",
    "a.b.c",
    "null",
    refresh,
    `${head}.${payload}.`,
    `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
    `${head}.${encode({ ...claims, roles: ["admin"] })}.${signature}`,
    `${head}.${encode({ ...claims, exp: claims.exp + 1e6 })}.${signature}`,
    `${head}.${payload}.${signature}.${signature}.${signature}`,
    ...["none", "NONE", "nOnE"].map((alg) => `${encode({ alg, typ: "at+jwt" })}.${payload}.`),
    ...["HS256", "ES384", "RS256", "PBES2-HS256+A128KW", "dir"].map((alg) => withHeader({ alg })),
    withHeader({ typ: "JWT" }),
    withHeader({ kid: "../../etc/passwd" }),
    withHeader({ kid: "' or 1=1 --" }),
    withHeader({ kid: ["a"] }),
    withHeader({ jku: "http://localhost:1/", jwk: JSON.parse(keys).keys[0], x5u: "http://localhost:1/" }),
    withHeader({ crit: ["exp"] }),
    encode({ payload, signatures: [{ protected: head, signature }] }),
    "a".repeat(7000),
  ];
  for (const bearer of tokens) {
    expectRefusal(await browser.get("/api/me", { bearer }), 401, "not_authenticated");
  }
  for (const Authorization of ["Bearer", "Bearer ", "Basic YTpi", `Basic ${browser.accessToken}`, "🗝"]) {
    const answer = await browser.get("/api/me", { headers: { Authorization: latin1(Authorization) } });
    expectRefusal(answer, 401, "not_authenticated");
  }
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("a forged or broken cookie is refused, and revokes nothing; the right token signs out even beside a broken cookie", async ({
  server,
}) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const refresh = browser.jar.find("latchkey_refresh");
  const seal = browser.jar.find("latchkey_browser");
  if (!refresh || !seal) throw new Error("no cookies");
  const cookie = (token: string, sealed = seal.value) =>
    `${refresh.name}=${token}; latchkey_browser=${sealed}`;
  const flipped = (at: number) => {
    const other = seal.value[at] === "A" ? "B" : "A";
    return seal.value.slice(0, at) + other + seal.value.slice(at + 1);
  };
  const forged = [
    cookie("A".repeat(43)),
    cookie(""),
    cookie("%00%ff"),
    cookie(refresh.value.slice(1)),
    cookie(`${refresh.value}A`),
    cookie(refresh.value.toLowerCase()),
    `latchkey_browser=${seal.value}`,
    "latchkey_refresh.__proto__.0=x; latchkey_refresh.constructor.0=y; latchkey_browser=__proto__",
    "=; ;;; =a; latchkey_refresh; latchkey_browser",
    `a=${"b".repeat(8192)}`,
  ];
  /** The right token, beside a browser cookie that is missing, changed or there twice. */
  const broken = [
    `${refresh.name}=${refresh.value}`,
    ...[10, 90, 150, 250, seal.value.length - 5].map((at) => cookie(refresh.value, flipped(at))),
    cookie(refresh.value, "Fe26.2*1*****"),
    cookie(refresh.value, encodeURIComponent(JSON.stringify({ browserId: "x", signIns: [], active: 0 }))),
    // Two cookies of one name: an attacker may have set one of them.
    `${cookie("A".repeat(43))}; ${refresh.name}=${refresh.value}`,
    `${cookie(refresh.value)}; ${refresh.name}=${"A".repeat(43)}`,
    `${cookie(refresh.value)}; latchkey_browser=other`,
  ];
  const signOut = async (Cookie: string) => {
    const headers = { Cookie };
    const out = await browser.post("/api/auth/logout", undefined, {
      bearer: null,
      headers,
      loseAnswer: true,
    });
    expect(out.status, Cookie).toBe(204);
  };
  for (const Cookie of [...forged, ...broken]) {
    const answer = await browser.post("/api/auth/refresh", undefined, { headers: { Cookie } });
    expectRefusal(answer, 401, "not_authenticated");
    const page = await browser.visit("/dashboard", { headers: { Cookie } });
    expect([page.status, page.setCookies], Cookie).toEqual([307, []]);
  }
  for (const Cookie of forged) await signOut(Cookie);
  expect(storedUserData(server, userId)).toEqual(stored);
  // Whoever holds the token may end its session, and nothing else.
  await signOut(`${refresh.name}=${refresh.value}`);
  expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_revoked");
});

/** The bytes of a text, as Node sends them in a header. */
function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}
