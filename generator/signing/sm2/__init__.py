"""SM2 signatures with SM3 digests (GM/T 0003, GB/T 32905), experimental: signing and checking in CMS form.

What Chinese standards ask of PDF signatures beyond that (GM/T 0112, GB/T 35275, GB/T 38540) is not met; and
legal force comes from a licensed authority and an approved device, not from this code.
"""
