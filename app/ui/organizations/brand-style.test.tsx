import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BrandStyle } from "./brand-style";

const render = (color: string | null) => renderToStaticMarkup(<BrandStyle color={color} nonce="n-1" />);

test("the colour stands in a style with the nonce of the policy", () => {
  expect(render("#a0522d")).toBe('<style nonce="n-1">:root{--color-brand:#a0522d}</style>');
});

test.each([null, "red}body{display:none", "#A0522", "#a0522d;", "</style><script>"])(
  "%s brings no style",
  (color) => {
    expect(render(color)).toBe("");
  },
);
