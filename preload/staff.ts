import { staffSurface } from './api/surface.ts';
import { bind } from './bind.ts';

bind(staffSurface);
