import { useEffect, useRef, type RefObject } from 'react';

/** Whether the person's last input was a press (mouse, touch, pen) and not a key. */
export function usePressed(): RefObject<boolean> {
  const pressed = useRef(false);
  useEffect(() => {
    const press = (): void => {
      pressed.current = true;
    };
    const key = (): void => {
      pressed.current = false;
    };
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('keydown', key, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('keydown', key, true);
    };
  }, []);
  return pressed;
}
