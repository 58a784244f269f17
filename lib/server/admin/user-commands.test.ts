import { describe, expect, it } from "vitest";
import { engines } from "@/db/testing/engines";
import { toRefreshView } from "@/lib/server/sessions/grant";
import { authenticateBearer } from "@/lib/server/sessions/sessions";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { install, installOn, PASSWORD, requester } from "@/lib/server/testing/installation";
import { write } from "@/lib/server/testing/organizations";
import { createUser, resetPassword, setRoles, setUserDisabled, showUser } from "./user-commands";

const OTHER = "a lighthouse keeper's lamp";
const ops = {
  email: "Ops@Example.com",
  name: "Ops",
  password: OTHER,
  roles: ["user" as const, "admin" as const],
};

describe.each(engines)("$name", (engine) => {
  it("the operator creates an administrator, who can sign in", async () => {
    const app = await installOn(engine);
    const user = await createUser(ops);
    expect(user).toMatchObject({ email: "ops@example.com", roles: ["user", "admin"], createdAt: app.now });
    const grant = await signIn({ email: "ops@example.com", password: OTHER, rememberMe: false }, requester());
    expect(grant).toMatchObject({ user: { roles: ["user", "admin"] } });
    expect(await app.audit((user as { id: string }).id)).toEqual([
      "account_created",
      "signed_in_new_browser",
    ]);
  });

  it("roles apply from the next request on, with the same access token", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { accessToken } = await toRefreshView(await app.openSession(ada));
    expect(await setRoles("ADA@example.com", ["user", "admin"])).toMatchObject({ roles: ["user", "admin"] });
    expect(await authenticateBearer(accessToken)).toMatchObject({ user: { roles: ["user", "admin"] } });
    expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser", "roles_changed"]);
  });

  it("disabling ends every session, enabling brings none back", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { session } = await app.openSession(ada);
    await setUserDisabled("ada@example.com", true);
    expect(await app.session(session.id)).toMatchObject({ endedReason: "account_disabled" });
    await setUserDisabled("ada@example.com", false);
    expect(await app.session(session.id)).toMatchObject({ endedReason: "account_disabled" });
    expect(
      await signIn({ email: "ada@example.com", password: PASSWORD, rememberMe: false }, requester()),
    ).toMatchObject({ user: { id: ada.id } });
  });

  it("an account is shown with the day of its deletion, and with that it was disabled; another stays unknown", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    expect(await showUser("ADA@example.com")).toMatchObject({ id: ada.id, deletionAt: null });
    await write(app, [
      { kind: "update-user", id: ada.id, set: { deletionAt: app.now, disabledAt: app.now } },
    ]);
    expect(await showUser("ada@example.com")).toMatchObject({ deletionAt: app.now, disabledAt: app.now });
    expect(await showUser("nobody@example.com")).toEqual({ code: "not_found" });
  });

  it("a reset sets the password and ends every session", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const { session } = await app.openSession(ada);
    expect(await resetPassword("ada@example.com", OTHER)).toMatchObject({ id: ada.id });
    expect(await app.session(session.id)).toMatchObject({ endedReason: "password_changed" });
    const from = requester();
    expect(
      await signIn({ email: "ada@example.com", password: PASSWORD, rememberMe: false }, from),
    ).toMatchObject({ code: "invalid_credentials" });
    expect(
      await signIn({ email: "ada@example.com", password: OTHER, rememberMe: false }, from),
    ).toMatchObject({ user: { id: ada.id } });
  });
});

describe("a command that fails changes nothing", () => {
  it("an address that is taken", async () => {
    const app = install();
    const { id } = await app.addUser("Ops");
    expect(await createUser(ops)).toEqual({ code: "email_taken" });
    expect(await app.db.findUserByEmail("ops@example.com")).toMatchObject({ id, roles: ["user"] });
  });

  it("an address that no account has", async () => {
    install();
    expect(await setRoles("no@example.com", ["user"])).toEqual({ code: "not_found" });
    expect(await setUserDisabled("no@example.com", true)).toEqual({ code: "not_found" });
    expect(await resetPassword("no@example.com", OTHER)).toEqual({ code: "not_found" });
  });

  it("a password that the policy refuses", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    const refused = { code: "invalid_request", details: { issues: [{ path: "password" }] } };
    expect(await createUser({ ...ops, password: "short" })).toMatchObject(refused);
    expect(await resetPassword("ada@example.com", "password1234567")).toMatchObject(refused);
    expect(await app.db.findUser(ada.id)).toEqual(ada);
  });

  it("the same again: no event", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    await setRoles("ada@example.com", ["user"]);
    await setUserDisabled("ada@example.com", false);
    expect(await app.audit(ada.id)).toEqual([]);
  });
});
