import { useEffect, useState } from 'react';
import type { Language } from '../../../preload/api/values.ts';
import { Languages } from '../../app/Languages.tsx';
import { applyBrandColors, applyDensity, applyTheme } from '../../ui/index.ts';
import { ClientAreaPage } from './ClientAreaPage.tsx';
import { Entrance } from './Entrance.tsx';
import { useClientCall, useLook } from './query.ts';

/** The client area's window: of who is in, in the client's language, or the way in. With the theme of this desk. */
export function ClientArea() {
  const { data: look, error: lookError } = useLook();
  const { data: me, error: meError } = useClientCall('me', look?.isVisitor === false);
  const [chosen, setChosen] = useState<Language | null>(null);
  const theme = look?.theme ?? 'system';
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyDensity('normal'), []);
  const colors = look?.colors;
  useEffect(() => {
    if (colors) applyBrandColors(colors);
  }, [colors]);
  if (look?.isVisitor === true) {
    const language = chosen ?? look.language;
    return (
      <Languages language={language}>
        <Entrance look={look} language={language} onLanguage={setChosen} />
      </Languages>
    );
  }
  const error = lookError ?? meError;
  if (!me && !error) return null;
  return (
    <Languages language={me?.language ?? 'en'}>
      <ClientAreaPage me={me ?? null} error={error} />
    </Languages>
  );
}
