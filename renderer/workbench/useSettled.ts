import { useEffect, useState } from 'react';

/** The value once it stayed the same for a moment. */
export function useSettled(value: string, delay = 120): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
