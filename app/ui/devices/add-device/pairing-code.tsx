/** @param value four digits such as "42-17", which two devices show to be compared */
export function PairingCode({ value }: { value: string }) {
  return (
    <strong dir="ltr" translate="no" className="font-mono text-2xl tracking-widest tabular-nums">
      {value}
    </strong>
  );
}
