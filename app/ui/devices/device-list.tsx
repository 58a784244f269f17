"use client";

import { Search } from "lucide";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useTexts } from "#texts";
import { rememberPlace } from "@/app/ui/feedback/focus-place";
import { deviceIdentity, deviceName, placeName } from "@/app/ui/format/device";
import { Panel } from "@/app/ui/shell/panel";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { SessionView } from "@/lib/session/contract";
import type { Texts } from "@/lib/texts/catalogue";
import { DeviceRow, type DeviceRowProps } from "./device-row";
import { useExitAnimation } from "./use-exit-animation";

/** With this many other devices or more, a filter is shown. */
const FILTER_FROM = 9;

interface Props extends Omit<DeviceRowProps, "session" | "name" | "organization"> {
  sessions: readonly SessionView[];
  names: ReadonlyMap<string, string>;
  /** The names of the organizations they work in, by session. */
  organizations?: Readonly<Record<string, string>>;
  /** Signs other devices out without JavaScript. */
  signOutForm: ReactNode;
}

/** The devices of an account: this one in a panel of its own, then all others. */
export function DeviceList({ sessions, names, organizations = {}, signOutForm, ...row }: Props) {
  const t = useTexts("devices");
  const tDevice = useTexts("device");
  const [query, setQuery] = useState("");
  const [first] = useState(() => new Set(sessions.map(({ id }) => id)));
  const others = sessions
    .filter((session) => !session.current)
    .sort((a, b) => b.lastActiveAt.localeCompare(a.lastActiveAt));
  const isLong = others.length >= FILTER_FROM;
  const search = query.trim().toLowerCase();
  const found =
    isLong && search
      ? others.filter((session) => searchText(session, names, tDevice).includes(search))
      : others;
  const shown = useExitAnimation(found);
  const factsOf = (session: SessionView) => ({
    session,
    name: names.get(session.id) ?? deviceName(session, tDevice),
    organization: organizations[session.id],
  });

  return (
    <>
      {sessions
        .filter((session) => session.current)
        .map((session) => (
          <Panel key={session.id} title={t.thisDevice} accented>
            <DeviceRow {...row} {...factsOf(session)} />
          </Panel>
        ))}
      <Panel
        title={t.otherDevices}
        aside={
          <>
            {isLong && <Filter query={query} onQuery={setQuery} />}
            {others.length > 0 && (
              <p className={`text-sm text-muted ${isLong ? "hidden noscript:block" : ""}`}>
                <bdi>{t.devices({ count: others.length })}</bdi>
              </p>
            )}
          </>
        }
      >
        {shown.length > 0 ? (
          <ul className="divide-y divide-line">
            {shown.map(({ item: session, isExiting }) => (
              <AnimatedRow key={session.id} isNew={!first.has(session.id)} isExiting={isExiting}>
                <DeviceRow {...row} {...factsOf(session)} />
              </AnimatedRow>
            ))}
          </ul>
        ) : (
          <p className="px-5 py-8 text-center text-muted">{others.length > 0 ? t.noMatch : t.onlyHere}</p>
        )}
        {others.length > 0 && signOutForm}
        {isLong && (
          <p role="status" className="sr-only">
            {search && t.found({ count: found.length })}
          </p>
        )}
      </Panel>
    </>
  );
}

function searchText(
  session: SessionView,
  names: ReadonlyMap<string, string>,
  tDevice: Texts<"device">,
): string {
  return [
    names.get(session.id),
    deviceIdentity(session, tDevice),
    placeName(session, tDevice),
    session.ipAddress,
  ]
    .join(" ")
    .toLowerCase();
}

/** A field that finds devices by their names, places and addresses. It needs JavaScript. */
function Filter({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const t = useTexts("devices");
  return (
    <div className="relative max-sm:w-full noscript:hidden">
      <SvgIcon icon={Search} className="absolute inset-y-0 start-3 my-auto size-4 text-muted" />
      <input
        type="search"
        aria-label={t.filterLabel}
        placeholder={t.filter}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        className="min-h-9 w-full rounded-full border border-edge bg-raised ps-9 pe-3 text-sm outline-offset-1 placeholder:text-muted sm:w-56"
      />
    </div>
  );
}

interface AnimatedRowProps {
  /** Its device has joined the list since the page was loaded. */
  isNew: boolean;
  isExiting: boolean;
  children: ReactNode;
}

/**
 * A row that slides in when its device joins the list, and folds away when it is removed. If it has the focus then, the
 * focus moves to the row beside it.
 */
function AnimatedRow({ isNew, isExiting, children }: AnimatedRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (isExiting && focused && row.current?.contains(focused)) rememberPlace(focused)();
  }, [isExiting]);
  return (
    <li
      ref={row}
      inert={isExiting}
      className={`grid focus-visible:rounded-2xl focus-visible:-outline-offset-4 transition-[grid-template-rows,opacity,translate] duration-300 ease-out ${isExiting ? "grid-rows-[0fr] opacity-0" : "grid-rows-[1fr]"} ${isNew ? "starting:-translate-y-3 starting:opacity-0" : ""}`}
    >
      <div className={isExiting ? "min-h-0 overflow-hidden" : "min-h-0"}>{children}</div>
    </li>
  );
}
