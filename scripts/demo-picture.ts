/**
 * The moving picture of the README: one device signs the other out, and that one goes blank and says why. Made from a demo
 * that runs, frame by frame; for readers who want no motion there is its last frame alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";

const FOLDER = "docs/images";
const NAME = "signing-out";
const LIMIT_BYTES = 1_500_000;
const QUALITY = 0.8;
/** Each of the two devices, in pixels of the picture. */
const VIEW = { width: 620, height: 560 };

/** What the devices show, in pictures of PNG, and how long. */
interface Frame {
  left: string;
  right: string;
  /** Where the pointer is on the right device; null for nowhere. */
  pointer: { x: number; y: number } | null;
  milliseconds: number;
}

/**
 * @param left the device that is signed out
 * @param right the device that does it; both of one account, and signed in
 */
export async function makeMovingPicture(browser: Browser, left: Page, right: Page): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const page of [left, right]) {
    await page.setViewportSize(VIEW);
    await page.goto("/profile");
    await page.getByRole("heading", { name: "Other devices" }).waitFor();
    await page.evaluate(() => document.fonts.ready);
  }
  const frames = await play(left, right);
  const painter = await browser.newPage();
  const pictures: { webp: Buffer; milliseconds: number }[] = [];
  for (const frame of frames) {
    const webp = Buffer.from(
      await painter.evaluate(paint, { ...frame, ...VIEW, quality: QUALITY }),
      "base64",
    );
    pictures.push({ webp, milliseconds: frame.milliseconds });
  }
  await painter.close();
  const moving = animate(pictures, { width: VIEW.width * 2 + 60, height: VIEW.height + 90 });
  if (moving.length > LIMIT_BYTES) throw new Error(`the moving picture has ${moving.length} bytes`);
  writeFileSync(`${FOLDER}/${NAME}.webp`, moving);
  writeFileSync(`${FOLDER}/${NAME}-still.webp`, pictures.at(-1)?.webp ?? "");
  console.log(`${NAME}.webp ${moving.length} bytes, ${frames.length} frames`);
}

/** @returns the story, about twenty seconds of it */
async function play(left: Page, right: Page): Promise<Frame[]> {
  const frames: Frame[] = [];
  const shot = async (page: Page) => (await page.screenshot({ animations: "disabled" })).toString("base64");
  const add = async (milliseconds: number, pointer: Frame["pointer"] = null) => {
    const [one, other] = await Promise.all([shot(left), shot(right)]);
    frames.push({ left: one, right: other, pointer, milliseconds });
  };
  const button = right.getByRole("button", { name: /^Sign out Chrome on macOS/ }).first();
  await button.scrollIntoViewIfNeeded();
  await add(3500);
  const place = await centre(button);
  await right.mouse.move(place.x, place.y);
  await add(1800, place);
  await button.click();
  const dialog = right.getByRole("alertdialog");
  const confirm = dialog.getByRole("button", { name: /^Sign out/ });
  await confirm.waitFor();
  await add(2200, place);
  const second = await centre(confirm);
  await right.mouse.move(second.x, second.y);
  await add(1500, second);
  await confirm.click();
  await left.getByText("Sign in to continue").waitFor();
  await dialog.waitFor({ state: "detached" });
  await add(1500, second);
  await add(9500);
  return frames;
}

async function centre(element: ReturnType<Page["getByRole"]>): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error("the button is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Paints both devices on one canvas; runs in a page. @returns WebP in Base64 */
async function paint({
  left,
  right,
  pointer,
  width,
  height,
  quality,
}: Frame & { width: number; height: number; quality: number }): Promise<string> {
  const canvas = document.createElement("canvas");
  canvas.width = width * 2 + 60;
  canvas.height = height + 90;
  const context = canvas.getContext("2d");
  if (!context) return "";
  context.fillStyle = "#e6ecea";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = "600 20px system-ui, sans-serif";
  const devices = [
    { png: left, name: "A Mac", x: 20 },
    { png: right, name: "A Windows PC", x: width + 40 },
  ];
  for (const { png, name, x } of devices) {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    context.fillStyle = "#101817";
    context.fillText(name, x, 44);
    context.drawImage(image, x, 64, width, height);
    context.strokeStyle = "#9fb0ac";
    context.strokeRect(x, 64, width, height);
  }
  if (pointer) {
    context.beginPath();
    context.arc(width + 40 + pointer.x, 64 + pointer.y, 16, 0, 2 * Math.PI);
    context.fillStyle = "rgba(18, 105, 92, 0.35)";
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = "#12695c";
    context.stroke();
  }
  return canvas.toDataURL("image/webp", quality).split(",")[1] ?? "";
}

/** Puts pictures in WebP into one that moves for ever ("WebP Container Specification", animation). */
function animate(
  pictures: { webp: Buffer; milliseconds: number }[],
  { width, height }: { width: number; height: number },
): Buffer {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)]);
  const ANIMATION = 0x02;
  const parts = [
    chunk("VP8X", Buffer.concat([Buffer.from([ANIMATION, 0, 0, 0]), size])),
    chunk("ANIM", Buffer.from([255, 255, 255, 255, 0, 0])),
    ...pictures.map(({ webp, milliseconds }) =>
      chunk(
        "ANMF",
        Buffer.concat([uint24(0), uint24(0), size, uint24(milliseconds), Buffer.from([0]), imageOf(webp)]),
      ),
    ),
  ];
  const body = Buffer.concat([Buffer.from("WEBP"), ...parts]);
  const head = Buffer.alloc(8);
  head.write("RIFF");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** @returns the chunk with the picture itself */
function imageOf(webp: Buffer): Buffer {
  for (let at = 12; at < webp.length; ) {
    const name = webp.toString("latin1", at, at + 4);
    const end = at + 8 + webp.readUInt32LE(at + 4);
    if (name === "VP8 " || name === "VP8L") return webp.subarray(at, end + (end % 2));
    at = end + (end % 2);
  }
  throw new Error("a frame without a picture");
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function uint24(value: number): Buffer {
  return Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255]);
}
