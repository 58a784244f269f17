/** A real browser makes a passkey and signs in with it, over the API. */
import { newAccount } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/test";

test("a passkey that a browser made signs its user in, once for each challenge", async ({
  page,
  context,
}) => {
  await context.credentials.install();
  await page.goto("/");
  const answers = await page.evaluate(async (account) => {
    const post = async (path: string, body: unknown, bearer?: string) => {
      const headers: Record<string, string> = { "Content-Type": "application/json" };
      if (bearer) headers.Authorization = `Bearer ${bearer}`;
      const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: answer.status, json: answer.status === 204 ? null : await answer.json() };
    };
    const { accessToken } = (await post("/api/auth/signup", account)).json;
    const begun = await post("/api/me/authenticators/passkey/options", {}, accessToken);
    const made = (await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(begun.json.options),
    })) as PublicKeyCredential;
    const added = await post("/api/me/authenticators/passkey", { credential: made.toJSON() }, accessToken);
    await post("/api/auth/logout", {});
    const asked = await post("/api/auth/passkey/options", {});
    const signed = (await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.json.options),
    })) as PublicKeyCredential;
    const credential = signed.toJSON();
    return {
      added,
      signedIn: await post("/api/auth/passkey", { credential }),
      again: await post("/api/auth/passkey", { credential }),
    };
  }, newAccount());
  expect(answers.added).toMatchObject({ status: 201, json: { type: "passkey" } });
  expect(answers.signedIn).toMatchObject({
    status: 200,
    json: { status: "complete", session: { authMethods: ["passkey"] } },
  });
  expect(answers.again).toMatchObject({ status: 401, json: { error: "invalid_credential" } });
});
