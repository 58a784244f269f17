import { signUpOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";

test("guesses at one account are rate limited, and the owner can still sign in", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on", TRUSTED_PROXIES: "0" } });
  try {
    const { account, browser } = await signUpOverHttp(server);
    const { email } = account;
    let guesses = 0;
    let answer = await guess(0);
    while (answer.status === 401 && guesses < 50) answer = await guess(++guesses);
    expectRefusal(answer, 429, "rate_limited");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(guesses).toBeLessThanOrEqual(20);
    // The owner can still sign in from a browser that has signed in before.
    const { status } = await browser.post("/api/auth/login", { email, password: account.password });
    expect(status).toBe(200);
    // A restart does not reset the limit.
    await server.kill();
    await server.restart();
    expectRefusal(await guess(51), 429, "rate_limited");

    function guess(number: number) {
      const headers = { "X-Forwarded-For": `203.0.113.${number}`, "x-internal-peer": `203.0.113.${number}` };
      const body = { email, password: `a wrong guess no. ${number}` };
      return new HttpBrowser(server).post("/api/auth/login", body, { headers });
    }
  } finally {
    await server.stop();
  }
});

test("password spraying over many accounts is rate limited in spite of spoofed addresses", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on" } });
  try {
    const seen = new Set<number>();
    for (let number = 0; number < 150 && !seen.has(429); number += 10) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, at) => {
          const claimed = `203.0.113.${number + at}`;
          const headers = { "X-Forwarded-For": claimed, "X-Real-IP": claimed, "x-internal-peer": claimed };
          const body = { email: `person-${number + at}@example.com`, password: "the password of them all" };
          return new HttpBrowser(server).post("/api/auth/login", body, { headers });
        }),
      );
      for (const { status } of answers) seen.add(status);
    }
    expect(seen).toEqual(new Set([401, 429]));
  } finally {
    await server.stop();
  }
});

test("concurrent guesses are all counted", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on" } });
  try {
    const { account } = await signUpOverHttp(server);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        new HttpBrowser(server).post("/api/auth/login", {
          email: account.email,
          password: `a wrong guess no. ${number}`,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(40);
  } finally {
    await server.stop();
  }
});
