/** `npm start`: the built app, on `HOST` (by default this machine alone) and `PORT`. */
import { choosePort } from "./cli-output";
import { endWithUs, exitCodeOf } from "./processes";
import { serve } from "./serve";

endWithUs(0);
process.exitCode = await exitCodeOf(serve(await choosePort("npm start"), process.env));
