import { useEffect, useState } from 'react';

/** True once `isWaiting` lasted a moment: what is quick shows no outline of itself before it is there. */
export function useDelayed(isWaiting: boolean, delay = 200): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setDue(true), delay);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [isWaiting, delay]);
  return isWaiting && isDue;
}
