import { Circle, type IconNode, LogOut } from "lucide";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SvgIcon } from "./svg-icon";

test("draws the lines of an icon as one path, each from where it began", () => {
  const markup = renderToStaticMarkup(<SvgIcon icon={LogOut} className="size-4" />);
  expect(markup).toBe(
    '<svg viewBox="0 0 24 24" aria-hidden="true" class="icon size-4">' +
      '<path d="M0 0m16 17 5-5-5-5M0 0M21 12H9M0 0M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"></path></svg>',
  );
});

test("draws other shapes as they are", () => {
  expect(renderToStaticMarkup(<SvgIcon icon={Circle} className="size-4" />)).toContain(
    '<circle cx="12" cy="12" r="10"></circle></svg>',
  );
});

test("keeps a path that has more than a line", () => {
  const filled: IconNode = [["path", { d: "M1 1h1z", fill: "currentColor" }]];
  expect(renderToStaticMarkup(<SvgIcon icon={filled} className="" />)).toContain('fill="currentColor"');
});
