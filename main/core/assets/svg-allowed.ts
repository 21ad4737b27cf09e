/** What an SVG may hold. Everything that is not named here is left out, with all that is inside it. */

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Drawing, text, paint and effects. No script, foreignObject, animation, link or feImage. */
export const elements = list(`
  svg g defs symbol use title desc switch
  path rect circle ellipse line polyline polygon text tspan textPath image style
  linearGradient radialGradient stop pattern clipPath mask marker
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`);

/** Elements whose text is drawn or read; anywhere else it is space between elements. */
export const textElements = list('title desc text tspan textPath style');

/** Names of attributes that hold numbers, words and paths. */
export const attributes = list(`
  id class version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength
  transform gradientTransform patternTransform gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits
  maskContentUnits filterUnits primitiveUnits markerUnits markerWidth markerHeight refX refY orient spreadMethod offset
  dx dy rotate textLength lengthAdjust startOffset method spacing side
  fill-opacity fill-rule clip-rule stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-dasharray stroke-dashoffset opacity color stop-color stop-opacity flood-color flood-opacity lighting-color
  display visibility overflow paint-order vector-effect shape-rendering text-rendering image-rendering
  color-interpolation color-interpolation-filters mix-blend-mode isolation
  font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing text-anchor
  text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode direction unicode-bidi
  in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix
  divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant
  specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z scale xChannelSelector
  yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles
  xml:space xml:lang lang role aria-label aria-hidden`);

/** Attributes that may refer to a part of the same picture: `url(#id)`, beside what a colour or word may be. */
export const paints = list('fill stroke clip-path mask filter marker-start marker-mid marker-end');
/** Attributes that refer to something: to `#id` of the same picture. Of an image: to pixels within the file. */
export const references = list('href xlink:href');
