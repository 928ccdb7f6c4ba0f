"""Pictures made for tests: plain ones, with what cameras write into them, and bombs."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

GPS = 0x8825
ORIENTATION = 0x0112
MAKER = 0x010F


def made(format_="PNG", size=(60, 40), mode="RGB", *, packed=False, **options):
    """A picture whose left half is red and whose right half is blue, the top green; `xmp` may be packed in a PNG."""
    if format_ == "PNG" and "xmp" in options:
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", options.pop("xmp").decode(), zip=packed)
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    image.paste("green", (0, 0, size[0], max(1, size[1] // 8)))
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(size))
    elif mode != "RGB":
        image = image.convert(mode)
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def exif(*, place=True, orientation=1, maker="Camera of a friend"):
    """An EXIF block as a camera writes it."""
    block = Image.Exif()
    block[ORIENTATION] = orientation
    block[MAKER] = maker
    if place:
        block.get_ifd(GPS).update({1: "N", 2: (59.0, 20.0, 0.0), 3: "E", 4: (18.0, 4.0, 0.0)})
    return block


def film(format_="GIF", frames=3, **options):
    """A picture that moves."""
    images = [Image.new("RGB", (20, 10), (index * 9 % 256, index // 29, 60)) for index in range(frames)]
    out = BytesIO()
    images[0].save(out, format_, save_all=True, append_images=images[1:], duration=50, **options)
    return out.getvalue()


def declared(width, height):
    """A PNG that says it is of this size and holds next to nothing."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def opened(data):
    """What Pillow makes of a file."""
    image = Image.open(BytesIO(data))
    image.load()
    return image
