import { expect, test } from "vitest";
import { postedForm } from "./posted-form";

const form = new FormData();
form.set("name", "Harbour");
form.set("secret", "not asked for");

test("a refused form comes back with the fields that the page names", () => {
  const refusal = { code: "slug_taken" } as const;
  expect(postedForm(refusal, form, ["name", "slug"])).toEqual({
    refusal,
    kept: { name: "Harbour", slug: "" },
  });
});

test("what one user typed is not shown to the next", () => {
  expect(postedForm({ code: "session_mismatch" }, form, ["name"]).kept).toEqual({});
});
