/** The longest side of a photo that leaves the phone, in pixels: enough to see a crack, small enough for a bad network. */
export const LONGEST_SIDE = 1600
const QUALITY = 0.82

export interface Size {
  width: number
  height: number
}

/** Fits a size into a square of the longest side; a smaller picture stays as it is. */
export function fit(size: Size, longest = LONGEST_SIDE): Size {
  const factor = Math.min(1, longest / Math.max(size.width, size.height))
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  }
}

/**
 * A JPEG of at most 1600 px with the camera's rotation applied. Drawing it anew also drops what the camera wrote into
 * the file, so no place or device leaves the phone with the picture.
 */
export async function downscale(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const size = fit(bitmap)
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    const context = canvas.getContext('2d')
    if (!context) return file
    context.imageSmoothingQuality = 'high'
    context.fillStyle = '#fff'
    context.fillRect(0, 0, size.width, size.height)
    context.drawImage(bitmap, 0, 0, size.width, size.height)
    const jpeg = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', QUALITY),
    )
    return jpeg ?? file
  } finally {
    bitmap.close()
  }
}
