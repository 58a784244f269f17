/** Lets the server find names below `localhost` as browsers do: they mean this machine, which not every resolver knows. */
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";

const { lookup } = dns;

dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
syncBuiltinESMExports();
