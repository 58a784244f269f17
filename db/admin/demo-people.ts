/** The people whom the demo's administrators find beside the three accounts that anyone may use. */
import { android, type DemoDevice, iphone, linux, mac, windows } from "./demo-devices";

const SWEDEN = ["Sweden", "SE"] as const;
const GERMANY = ["Germany", "DE"] as const;
const NIGERIA = ["Nigeria", "NG"] as const;
const JAPAN = ["Japan", "JP"] as const;
const BRAZIL = ["Brazil", "BR"] as const;
const CANADA = ["Canada", "CA"] as const;

const LAPTOP = [mac, windows, linux, windows] as const;
const PHONE = [iphone, android] as const;
const PLACES = [SWEDEN, GERMANY, NIGERIA, JAPAN, BRAZIL, CANADA] as const;

/** Made up; the addresses are of domains set aside for examples (RFC 2606). */
export const PEOPLE: readonly [name: string, email: string][] = [
  ["Mara Lindblad", "mara.lindblad@example.org"],
  ["Tomé Ferraz", "tome.ferraz@example.com"],
  ["Ifeoma Adeyinka", "ifeoma@example.net"],
  ["Jonas Brandtner", "j.brandtner@example.org"],
  ["Priya Ranganath", "priya.ranganath@example.com"],
  ["Leila Haddouche", "leila.haddouche@example.net"],
  ["Oskar Nyhlén", "oskar@example.org"],
  ["Chiara Fontanin", "chiara.fontanin@example.com"],
  ["Kofi Asamani", "kofi.asamani@example.org"],
  ["Yuki Tanabashi", "yuki.tanabashi@example.net"],
  ["Marek Dvorský", "marek.dvorsky@example.com"],
  ["Noor Elmasri", "noor@example.com"],
  ["Elena Petkovska", "elena.petkovska@example.org"],
  ["Ruben van Dalfsen", "ruben.vandalfsen@example.net"],
  ["Aoife Brannock", "aoife.brannock@example.com"],
  ["Diego Salcedón", "diego.salcedon@example.org"],
  ["Hana Kovačik", "hana.kovacik@example.com"],
  ["Samuel Oseiwa", "samuel@example.net"],
  ["Freya Holmgård", "freya.holmgard@example.org"],
  ["Mateusz Wilczak", "mateusz.wilczak@example.com"],
  ["Amira Benkadi", "amira.benkadi@example.net"],
  ["Luca Morandello", "luca.morandello@example.com"],
  ["Sunniva Aasrud", "sunniva@example.org"],
  ["Tadeo Quispera", "tadeo.quispera@example.com"],
];

/** @returns the devices of one of them: a computer, for most a phone too, used at hours of their own */
export function devicesOf(person: number): DemoDevice[] {
  const place: DemoDevice["place"] = [...(PLACES[person % PLACES.length] ?? SWEDEN)];
  const network = `198.51.100.${100 + person}`;
  const computer: DemoDevice = {
    ...(LAPTOP[person % LAPTOP.length] ?? mac),
    ipAddress: network,
    place,
    rememberMe: true,
    started: [3 + (person % 8), clockOf(person, 7)],
    lastActive: [1 + (person % 2), clockOf(person + 5, 11)],
  };
  const phone: DemoDevice = {
    ...(PHONE[person % PHONE.length] ?? iphone),
    ipAddress: `203.0.113.${150 + person}`,
    place,
    rememberMe: true,
    started: [5 + (person % 6), clockOf(person + 2, 8)],
    lastActive: [1, clockOf(person + 9, 12)],
  };
  return person % 3 === 2 ? [computer] : [computer, phone];
}

/** @returns a time of day within ten hours of `from` */
function clockOf(seed: number, from: number): `${number}:${number}` {
  return `${from + ((seed * 7) % 10)}:${(seed * 23) % 60}`;
}
