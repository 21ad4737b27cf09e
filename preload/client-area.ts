import { clientAreaSurface } from './api/surface.ts';
import { bind } from './bind.ts';

bind(clientAreaSurface);
