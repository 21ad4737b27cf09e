import { useCall } from '../app/query.ts';
import { Skeleton } from '../ui/index.ts';

export interface AssetPictureProps {
  id: string;
  alt: string;
  className?: string | undefined;
  /** Height that it keeps free while it is read, in pixels. */
  height?: number | undefined;
}

/** A stored picture. Its bytes come from core, and never change. */
export function AssetPicture({ id, alt, className, height = 96 }: AssetPictureProps) {
  const { data } = useCall('assets', 'get', { id });
  if (!data) return <Skeleton height={height} />;
  return <img src={`data:${data.mediaType};base64,${data.base64}`} alt={alt} className={className} />;
}
