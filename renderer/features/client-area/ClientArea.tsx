import { useEffect } from 'react';
import { Languages } from '../../app/Languages.tsx';
import { applyBrandColors, applyDensity, applyTheme } from '../../ui/index.ts';
import { ClientAreaPage } from './ClientAreaPage.tsx';
import { useClientCall } from './query.ts';

/** The client area's window: in the client's language, with the theme of this desk. */
export function ClientArea() {
  const { data: me, error } = useClientCall('me');
  const theme = me?.theme ?? 'system';
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => applyDensity('normal'), []);
  const colors = me?.colors;
  useEffect(() => {
    if (colors) applyBrandColors(colors);
  }, [colors]);
  if (!me && !error) return null;
  return (
    <Languages language={me?.language ?? 'en'}>
      <ClientAreaPage me={me ?? null} error={error} />
    </Languages>
  );
}
